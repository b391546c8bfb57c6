// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.image.ImageOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a build may choose about its image; nothing chosen means the usual. */
final class ImageSettings {
  private ImageSettings() {}

  /**
   * The choices as they are typed.
   *
   * @param base the base image, {@code null} or blank for the usual one
   * @param jdk the home of the JDK that the runtime is made of, {@code null} or blank to look for
   *     one
   * @param modules further modules of the JDK, separated by commas, {@code null} for none
   * @param archive whether classes are archived
   * @param environment what the backend is given beside, when it runs once for the archive
   */
  static ImageOptions of(
      @Nullable String base,
      @Nullable String jdk,
      @Nullable String modules,
      boolean archive,
      Map<String, String> environment) {
    Set<String> more = new TreeSet<>();
    for (String module : modules == null ? new String[0] : modules.split(",", -1)) {
      if (!module.isBlank()) {
        more.add(module.strip());
      }
    }
    return new ImageOptions(
        jdk == null || jdk.isBlank() ? null : Path.of(jdk.strip()),
        base == null || base.isBlank() ? null : base.strip(),
        more,
        archive,
        environment,
        Map.of(),
        ImageOptions.usualCache());
  }
}
