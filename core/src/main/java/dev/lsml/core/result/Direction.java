// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

/** Which way the arrow of a relation points, seen from its first region. */
public enum Direction {
  /** From the first to the second. */
  RIGHT("right"),
  /** From the second to the first. */
  LEFT("left"),
  /** Both ways. */
  BOTH("bi");

  private final String json;

  Direction(String json) {
    this.json = json;
  }

  String json() {
    return json;
  }
}
