// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.lambda;

/** Sizes for people. */
final class Megabytes {
  private Megabytes() {}

  /** In millions of bytes, such as {@code 10.2 MB}. */
  static String of(long bytes) {
    long tenths = Math.round(bytes / 100_000.0);
    return tenths / 10 + "." + tenths % 10 + " MB";
  }
}
