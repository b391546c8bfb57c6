// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

/**
 * One call to a {@link ScriptedFaultStore}. Immutable.
 *
 * @param number counts the calls of one store from 1
 * @param operation which method
 * @param key the object's key; for {@code LIST} the prefix
 */
public record StoreCall(int number, Operation operation, String key) {
  /** The methods of a store. */
  public enum Operation {
    /** {@code get}. */
    GET,
    /** {@code download}. */
    DOWNLOAD,
    /** {@code put}. */
    PUT,
    /** {@code upload}. */
    UPLOAD,
    /** {@code delete}. */
    DELETE,
    /** {@code list}. */
    LIST
  }

  /** Such as {@code call 3: PUT projects/1/head.json}. */
  @Override
  public String toString() {
    return "call " + number + ": " + operation + " " + key;
  }
}
