// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.Finding;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is odd about the settings of the image, told before anything is built. Functions only. */
final class ImageFindings {
  private static final List<String> FIXED = List.of("@sha256:", "tar://", "scratch");

  private ImageFindings() {}

  /**
   * Looks at the settings.
   *
   * @param base the base image, {@code null} for the usual one
   * @param jdk the JDK that the runtime is made of, {@code null} to look for one
   */
  static List<Finding> of(@Nullable String base, @Nullable String jdk) {
    List<Finding> findings = new ArrayList<>();
    if (base != null && !base.isBlank() && FIXED.stream().noneMatch(base::contains)) {
      findings.add(
          Finding.warning(
              "The base image " + base.strip() + " is not fixed",
              "a tag can move, and a deployment without a change would then be one",
              "Add its digest: -Dlsml.image.base=NAME@sha256:…"));
    }
    if (jdk != null && !jdk.isBlank() && !isJdk(jdk.strip())) {
      findings.add(
          Finding.error(
              jdk.strip() + " is not the folder of a JDK",
              "it has no bin/java and bin/jlink, which the image's runtime is made with",
              "Correct -Dlsml.image.jdk=, or leave it out to have one looked for"));
    }
    return findings;
  }

  private static boolean isJdk(String jdk) {
    try {
      Path bin = Path.of(jdk, "bin");
      return hasProgram(bin, "java") && hasProgram(bin, "jlink");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean hasProgram(Path bin, String name) {
    return Files.exists(bin.resolve(name)) || Files.exists(bin.resolve(name + ".exe"));
  }
}
