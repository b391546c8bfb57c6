// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

/**
 * What must hold of an object for a write to happen. There is no unconditional write: a conditional
 * write is the only way to create or to replace. Immutable.
 */
public sealed interface Condition {
  /** The object must not exist. */
  static Condition absent() {
    return Absent.INSTANCE;
  }

  /** The object must exist and be at exactly this revision. */
  static Condition matches(Revision revision) {
    return new Matches(revision);
  }

  /** The object must not exist. */
  enum Absent implements Condition {
    /** The one value. */
    INSTANCE
  }

  /**
   * The object must be at exactly this revision.
   *
   * @param revision as a read, a listing or a write gave it
   */
  record Matches(Revision revision) implements Condition {}
}
