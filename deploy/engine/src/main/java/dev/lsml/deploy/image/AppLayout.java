// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

/**
 * Where things are in the image. Everything of the application is named relative to the working
 * folder, on the command line too: an archive of classes is only good for the very class path that
 * it was made with, letter by letter, and so one can be made in any folder.
 */
final class AppLayout {
  /** The working folder of the image. */
  static final String APP = "/app";

  /**
   * The runtime's folder in the image. Not {@code /opt/java}, whose {@code lib/*.jar} Lambda's
   * client takes for a layer's.
   */
  static final String RUNTIME = "/opt/runtime";

  /** The program that starts it. */
  static final String JAVA = RUNTIME + "/bin/java";

  /**
   * The class path's jars, below the working folder. Not {@code lib}, where Lambda's client would
   * open each of them a second time with a class loader of its own.
   */
  static final String JARS = "jars";

  /** The archive, below the working folder. */
  static final String ARCHIVE = "archive/classes.jsa";

  /** What the archive was made of, below the working folder, as {@code sha256sum -c} reads it. */
  static final String ARCHIVE_SUMS = "archive/SHA256SUMS";

  /** The bill of materials, below the working folder. */
  static final String SBOM = "sbom/application.cdx.json";

  private AppLayout() {}
}
