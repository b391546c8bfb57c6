// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

/**
 * The base images that are used unless another is named. By digest, so that the same sources give
 * the same image; all are indexes or manifests that have linux/amd64.
 */
final class BaseImages {
  /** The C and C++ libraries, time zones and certificates of Debian 13; no Java, no shell. */
  static final String FOR_LINKED_RUNTIME =
      "gcr.io/distroless/java-base-debian13"
          + "@sha256:40a4046b8663ac0226eae964d5844c44999e006025d44ddc786499e3d6cac1a5";

  /** Temurin's runtime of release {@link Jdks#PREFERRED}. */
  static final String WITH_RUNTIME =
      "eclipse-temurin"
          + "@sha256:5cf92df78f6dba978777d5cffa3c856e583f86814fde82a6c3534ccdfd794f2f";

  /** Where {@link #WITH_RUNTIME} has it. */
  static final String JAVA = "/opt/java/openjdk/bin/java";

  private BaseImages() {}
}
