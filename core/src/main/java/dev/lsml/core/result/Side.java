// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

/** One of the two objects of a {@code Pairwise}. */
public enum Side {
  /** The object that {@code toName} lists first. */
  LEFT("left"),
  /** The object that {@code toName} lists second. */
  RIGHT("right");

  private final String json;

  Side(String json) {
    this.json = json;
  }

  String json() {
    return json;
  }
}
