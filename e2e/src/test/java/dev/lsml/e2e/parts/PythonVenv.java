// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Python environment of its own with packages from the configured index, kept between runs in
 * {@code ~/.cache/lsml-e2e} (or {@code -Dlsml.e2e.cache=}) and made anew when its packages change.
 * Safe when several builds make it at once.
 */
final class PythonVenv {
  private static final String INSTALLED = "installed.txt";
  private static final Duration PIP_LIMIT = Duration.ofMinutes(20);

  private final Path folder;

  private PythonVenv(Path folder) {
    this.folder = folder;
  }

  /** The private folder that all tests share. */
  static Path cache() throws IOException {
    String told = System.getProperty("lsml.e2e.cache", "");
    Path cache =
        told.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache", "lsml-e2e")
            : Path.of(told);
    return Files.createDirectories(cache.toAbsolutePath());
  }

  /**
   * The environment of that name, made when it is not there.
   *
   * @param packages as pip reads them, with exact versions
   * @throws MissingPart when there is no suitable Python, or pip cannot install the packages
   */
  static PythonVenv of(String name, List<String> packages)
      throws MissingPart, IOException, InterruptedException {
    Python python = Python.find();
    Path folder = cache().resolve(name);
    String wanted = python.version() + "\n" + String.join("\n", packages) + "\n";
    try (FileChannel channel =
            FileChannel.open(
                cache().resolve(name + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock ignored = channel.lock()) {
      Path marker = folder.resolve(INSTALLED);
      if (!Files.exists(marker) || !Files.readString(marker).equals(wanted)) {
        install(python, folder, packages);
        Files.writeString(marker, wanted);
      }
    }
    return new PythonVenv(folder);
  }

  /** The path of a program of this environment. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private static void install(Python python, Path folder, List<String> packages)
      throws MissingPart, IOException, InterruptedException {
    System.out.println("installing " + String.join(" ", packages) + " into " + folder);
    Commands.Outcome made =
        Commands.run(
            List.of(python.program(), "-m", "venv", "--clear", folder.toString()),
            Map.of(),
            PIP_LIMIT);
    if (made.status() != 0) {
      throw new MissingPart(
          "'" + python.program() + " -m venv' failed (" + made.lastLines() + ")",
          "install the venv module of that Python, such as the package python3-venv");
    }
    List<String> pip =
        new ArrayList<>(
            List.of(folder.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet"));
    pip.addAll(packages);
    Commands.Outcome installed =
        Commands.run(pip, Map.of("PIP_DISABLE_PIP_VERSION_CHECK", "1"), PIP_LIMIT);
    if (installed.status() != 0) {
      throw new MissingPart(
          "pip cannot install " + String.join(" ", packages) + " (" + installed.lastLines() + ")",
          "give pip access to PyPI or to a mirror of it");
    }
  }

  /**
   * A Python that can make environments.
   *
   * @param version such as {@code 3.11}
   */
  private record Python(String program, String version) {
    private static final String PROBE =
        "import ensurepip, sys, venv; assert sys.version_info >= (3, 10); "
            + "print('%d.%d' % sys.version_info[:2])";

    static Python find() throws MissingPart, InterruptedException {
      for (String program : candidates()) {
        try {
          Commands.Outcome probed =
              Commands.run(List.of(program, "-c", PROBE), Map.of(), Duration.ofSeconds(30));
          if (probed.status() == 0) {
            return new Python(program, probed.output().strip());
          }
        } catch (IOException notInstalled) {
          continue;
        }
      }
      throw new MissingPart(
          "python3 with venv is missing (looked for " + String.join(", ", candidates()) + ")",
          "install Python 3.10 to 3.13 with its venv module, or name one with -Dlsml.e2e.python=");
    }

    private static List<String> candidates() {
      String told = System.getProperty("lsml.e2e.python", "");
      return told.isEmpty()
          ? List.of("python3", "python3.12", "python3.11", "python3.10", "python3.13")
          : List.of(told);
    }
  }
}
