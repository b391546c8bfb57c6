// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.deploy.DeployException;
import org.jspecify.annotations.Nullable;

/**
 * Where an image's Java comes from. Immutable.
 *
 * @param jdk the JDK to link a runtime from, {@code null} when the base image brings its own Java
 * @param base the base image's reference
 * @param cost what the plan costs, in one line for the person who builds; {@code null} when it is
 *     the best there is
 */
record RuntimePlan(@Nullable Jdk jdk, String base, @Nullable String cost) {
  private static final String SLOWER =
      "The image gets a whole Java runtime and no archive of classes, so a cold start takes two to"
          + " three times as long; ";

  /**
   * Decides. A runtime can be linked, and an archive be made, only where the programs of this JDK
   * run as they will in the image: on Linux, x86-64, with the GNU C library.
   *
   * @param wantedBase {@code null} for the usual one
   * @throws DeployException when there is no base image to run what this JDK compiles
   */
  static RuntimePlan choose(Host host, Jdk jdk, @Nullable String wantedBase) {
    String obstacle = obstacle(host, jdk);
    if (obstacle == null) {
      return new RuntimePlan(
          jdk, wantedBase == null ? BaseImages.FOR_LINKED_RUNTIME : wantedBase, null);
    }
    if (wantedBase == null && jdk.feature() > Jdks.PREFERRED) {
      throw new DeployException(
          "The image's Java runtime cannot be chosen",
          obstacle + ", and no base image is known to run what " + jdk + " compiles",
          "Name an image that has it in -Dlsml.image.base=, or build with JDK " + Jdks.PREFERRED);
    }
    return new RuntimePlan(
        null, wantedBase == null ? BaseImages.WITH_RUNTIME : wantedBase, SLOWER + obstacle + ".");
  }

  private static @Nullable String obstacle(Host host, Jdk jdk) {
    if (!host.runsWhatTheImageRuns()) {
      return "this build runs on " + host + ", and the image on Linux and x86-64";
    }
    if (!jdk.libc().isEmpty() && !jdk.libc().equals("gnu")) {
      return jdk + " is linked with " + jdk.libc() + ", and the base image has the GNU C library";
    }
    if (!jdk.links()) {
      return jdk + " in " + jdk.home() + " is a runtime without jlink and jdeps";
    }
    return null;
  }

  /** How the image starts Java; by its whole path where that is known, as Lambda wants it. */
  String java() {
    if (jdk != null) {
      return AppLayout.JAVA;
    }
    return base.equals(BaseImages.WITH_RUNTIME) ? BaseImages.JAVA : "java";
  }
}
