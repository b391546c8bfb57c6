// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.util.List;

/**
 * How the image's JVM is set up. Measured on one processor with JDK 17 and 25: the serial collector
 * starts fastest, and compiling ten times later than usual keeps the full compiler's peak at nearly
 * the start of the quick compiler alone. The rest is for containers: most of the memory is the
 * heap's, and a JVM out of memory ends instead of answering errors for ever.
 */
final class JavaFlags {
  /** What every process of the image runs with; the archive is made under the same. */
  static final List<String> ALWAYS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:CompileThresholdScaling=10",
          "-XX:MaxRAMPercentage=75",
          "-XX:+ExitOnOutOfMemoryError");

  /** Uses the archive. An unusable one is passed over with a warning. */
  static final String ARCHIVE = "-XX:SharedArchiveFile=" + AppLayout.ARCHIVE;

  private JavaFlags() {}
}
