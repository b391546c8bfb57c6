// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A stand-in for the base image that a deployment takes from the internet: the few Debian packages
 * that a Java runtime needs, unpacked without running anything of them.
 */
public final class BaseImage {
  private static final List<String> PACKAGES =
      List.of(
          "base-files", "ca-certificates", "libc6", "libgcc-s1", "libstdc++6", "tzdata", "zlib1g");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private BaseImage() {}

  /**
   * The folder with its files; unpacked once and kept beside the tests' Python environments.
   *
   * @throws MissingPart where there is no apt, or no Debian mirror
   */
  public static Path files() throws MissingPart, IOException, InterruptedException {
    Path kept = PythonVenv.cache().resolve("debian-base");
    if (!Files.isDirectory(kept)) {
      Path work = Files.createTempDirectory(PythonVenv.cache(), "base");
      try {
        unpack(work);
        Files.move(work.resolve("root"), kept);
      } finally {
        Folders.delete(work);
      }
    }
    return kept;
  }

  /**
   * Pushes it.
   *
   * @return the reference with its digest, such as {@code 127.0.0.1:5000/base@sha256:…}
   */
  public static String push(Containers containers, Registry registry)
      throws MissingPart, IOException, InterruptedException {
    String name = registry.host() + "/base";
    containers.make(List.of(files()), List.of(), name + ":1");
    return name + "@" + containers.push(name + ":1");
  }

  private static void unpack(Path work) throws MissingPart, IOException, InterruptedException {
    List<String> download = new ArrayList<>(List.of("apt-get", "download", "--quiet"));
    download.addAll(PACKAGES);
    String remedy =
        "run on Debian or Ubuntu with a reachable mirror, after apt-get update (only the files of "
            + String.join(", ", PACKAGES)
            + " are fetched; nothing is installed)";
    try {
      Commands.Outcome fetched = Commands.runIn(work, download, Map.of(), LIMIT);
      if (fetched.status() != 0) {
        throw new MissingPart("apt-get cannot download (" + fetched.lastLines() + ")", remedy);
      }
      Path root = Files.createDirectories(work.resolve("root"));
      List<Path> packages;
      try (Stream<Path> files = Files.list(work)) {
        packages = files.filter(file -> file.toString().endsWith(".deb")).sorted().toList();
      }
      for (Path file : packages) {
        Containers.succeed(
            Commands.run(List.of("dpkg", "-x", file.toString(), root.toString()), Map.of(), LIMIT));
      }
    } catch (IOException notInstalled) {
      throw new MissingPart("there is no apt (" + notInstalled.getMessage() + ")", remedy);
    }
  }
}
