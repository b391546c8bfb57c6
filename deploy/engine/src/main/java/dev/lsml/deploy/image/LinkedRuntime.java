// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Makes a Java runtime of some modules only. The same modules give the same files. */
final class LinkedRuntime {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private LinkedRuntime() {}

  /**
   * Links it.
   *
   * <p>Uncompressed, since that starts faster, and the layer is compressed anyway. Line numbers
   * within the JDK are left out.
   *
   * @param work an existing folder, which gets a folder {@code runtime}
   * @throws DeployException when {@code jlink} fails
   */
  static Jdk link(Jdk jdk, Set<String> modules, Path work)
      throws IOException, InterruptedException {
    Path folder = work.resolve("runtime");
    Tool.run(
        List.of(
            jdk.tool("jlink"),
            "--add-modules",
            String.join(",", modules),
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            folder.toString()),
        work,
        PATIENCE,
        "The image's Java runtime cannot be linked",
        "Name another JDK in -Dlsml.image.jdk=, or correct -Dlsml.image.modules=");
    Jdk linked = Jdk.in(folder);
    if (linked == null) {
      throw new IOException("jlink made no runtime in " + folder);
    }
    return linked;
  }
}
