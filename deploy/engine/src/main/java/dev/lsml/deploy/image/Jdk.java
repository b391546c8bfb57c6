// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * An installed JDK or Java runtime, as its {@code release} file describes it. Immutable.
 *
 * @param home its folder
 * @param version such as {@code 25.0.3}
 * @param vendor such as {@code Eclipse Adoptium}, empty when it does not tell
 * @param libc the C library that it is linked with, such as {@code gnu} or {@code musl}, empty when
 *     it does not tell
 * @param links whether it has what it takes to make smaller runtimes, which runtimes lack
 */
record Jdk(Path home, String version, String vendor, String libc, boolean links) {

  /** The one in a folder, {@code null} when there is none. */
  static @Nullable Jdk in(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release)) {
      return null;
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      return null; // not the description of a JDK
    }
    String version = value(properties, "JAVA_VERSION");
    if (version.isEmpty()) {
      return null;
    }
    boolean links =
        Files.isExecutable(home.resolve("bin/jlink"))
            && Files.isExecutable(home.resolve("bin/jdeps"));
    return new Jdk(
        home, version, value(properties, "IMPLEMENTOR"), value(properties, "LIBC"), links);
  }

  /** The number of its feature release, such as 25. */
  int feature() {
    int end = 0;
    while (end < version.length() && Character.isDigit(version.charAt(end))) {
      end++;
    }
    return end == 0 ? 0 : Integer.parseInt(version.substring(0, end));
  }

  /** One of its programs. */
  String tool(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private static String value(Properties properties, String name) {
    return properties.getProperty(name, "").replace("\"", "");
  }

  @Override
  public String toString() {
    return "JDK " + version + (vendor.isEmpty() ? "" : " (" + vendor + ")");
  }
}
