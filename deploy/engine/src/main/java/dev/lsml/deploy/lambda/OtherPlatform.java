// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.lambda;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Tells jars of native libraries for other platforms than Lambda's, which is Linux on x86-64 with
 * the GNU C library. Two things have to agree: the end of the file's name, where a classifier names
 * the platform as in {@code netty-resolver-dns-native-macos-4.1.0-osx-aarch_64.jar}, and that there
 * is no class in it. Jars that hold the libraries of several platforms are left to {@link
 * dev.lsml.deploy.image.OwnPlatform}. Functions only.
 */
final class OtherPlatform {
  private static final String SYSTEM =
      "(osx|macosx?|mac|darwin|ios|win(dows|32|64)?|android|freebsd|linux[-_]musl)(-[a-z0-9_]+)?";

  private static final String PROCESSOR =
      "linux-(aarch_?64|arm64|arm(hf|v7|32)?|x86(_32)?|i[36]86|ppc(64le|le_64)|s390(x|_64)"
          + "|riscv64)(-[a-z0-9_]+)?";

  private static final Pattern NAME =
      Pattern.compile(".*-(" + SYSTEM + "|" + PROCESSOR + ")\\.jar", Pattern.CASE_INSENSITIVE);

  private OtherPlatform() {}

  /** Tells whether Lambda has no use for a jar. */
  static boolean isFor(Path jar) throws IOException {
    return NAME.matcher(String.valueOf(jar.getFileName())).matches() && hasNoClass(jar);
  }

  private static boolean hasNoClass(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .noneMatch(
              entry ->
                  entry.getName().endsWith(".class")
                      && !entry.getName().endsWith("module-info.class"));
    }
  }
}
