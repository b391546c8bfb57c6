// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

/** How a conditional write ended. Immutable. */
public sealed interface WriteResult {
  /**
   * The object is stored and durable.
   *
   * @param revision the revision that this write made
   */
  record Written(Revision revision) implements WriteResult {}

  /** The condition did not hold; nothing was written by this call. */
  record Conflict() implements WriteResult {}

  /**
   * The store's answer was lost: the write may or may not have happened. To be resolved by reading
   * the object again and comparing a write id, never by a blind retry.
   *
   * @param cause what went wrong, for logs
   */
  record Unknown(String cause) implements WriteResult {}
}
