// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.image.StagedApp.StagedJar;
import java.io.IOException;

/**
 * The SHA-256 of every entry of a class path, in its order. Immutable.
 *
 * <p>The JVM itself does not notice that an archive is of other jars: JDK 17 compares their sizes
 * and times, but all files of an image have the same time; JDK 25.0.3 compares nothing (JDK-8377932
 * at bugs.openjdk.org). It then runs the old classes without a word. So the sums are recorded when
 * an archive is made, and no image is made of an archive and other jars.
 *
 * @param lines as {@code sha256sum} prints them
 */
record ClassPathSums(String lines) {

  static ClassPathSums of(StagedApp app) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (StagedJar jar : app.jars()) {
      lines.append(Sha256.of(app.file(jar))).append("  ").append(jar.path()).append('\n');
    }
    return new ClassPathSums(lines.toString());
  }

  /**
   * Compares.
   *
   * @throws DeployException when a jar is another than the one that the archive was made of
   */
  void check(StagedApp app) throws IOException {
    String now = of(app).lines();
    if (!now.equals(lines)) {
      throw new DeployException(
          "The archive of classes is not of the jars in this image",
          firstDifference(now) + ", and Java would run the old classes without a word",
          "Build again, and let nothing else write to " + app.folder() + " meanwhile");
    }
  }

  private String firstDifference(String now) {
    String[] before = lines.split("\n", -1);
    String[] after = now.split("\n", -1);
    for (int i = 0; i < Math.min(before.length, after.length); i++) {
      if (!before[i].equals(after[i])) {
        return "'" + after[i] + "' was '" + before[i] + "' when it was made";
      }
    }
    return "there were "
        + (before.length - 1)
        + " jars when it was made, and now "
        + (after.length - 1);
  }
}
