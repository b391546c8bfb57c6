// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.util.Locale;

/**
 * The machine that builds. Immutable.
 *
 * @param system its operating system, as {@code os.name} tells
 * @param processor its architecture, as {@code os.arch} tells
 */
public record Host(String system, String processor) {

  /** The machine that this runs on. */
  public static Host current() {
    return new Host(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** Tells whether its programs run where the image will: on Linux and x86-64. */
  boolean runsWhatTheImageRuns() {
    String architecture = processor.toLowerCase(Locale.ROOT);
    return system.toLowerCase(Locale.ROOT).startsWith("linux")
        && (architecture.equals("amd64") || architecture.equals("x86_64"));
  }

  @Override
  public String toString() {
    return system + " on " + processor;
  }
}
