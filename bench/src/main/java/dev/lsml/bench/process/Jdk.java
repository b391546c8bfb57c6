// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * An installed JDK.
 *
 * @param home its folder
 * @param version as its {@code release} file says, such as {@code 17.0.15}
 */
public record Jdk(Path home, String version) {

  /** The JDK that runs this. */
  public static Jdk current() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().toString());
  }

  /**
   * Finds a JDK of a feature release: the folder named by the system property {@code
   * lsml.bench.jdk<feature>}, else this JVM's own, else one beside it or in {@code /usr/lib/jvm}.
   *
   * @param feature such as 25
   * @return {@code null} when there is none
   */
  public static @Nullable Jdk find(int feature) {
    String property = System.getProperty("lsml.bench.jdk" + feature);
    List<Path> places = new ArrayList<>();
    if (property != null) {
      places.add(Path.of(property));
    } else {
      places.add(current().home());
      addFolders(places, current().home().getParent());
      addFolders(places, Path.of("/usr/lib/jvm"));
    }
    for (Path place : places) {
      String version = versionOf(place);
      if (version != null && (version.equals("" + feature) || version.startsWith(feature + "."))) {
        return new Jdk(place, version);
      }
    }
    return null;
  }

  /** A program of this JDK, such as {@code java} or {@code jlink}. */
  public Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static void addFolders(List<Path> places, @Nullable Path parent) {
    if (parent == null || !Files.isDirectory(parent)) {
      return;
    }
    try (var folders = Files.list(parent)) {
      List<Path> found = new ArrayList<>(folders.toList());
      Collections.sort(found);
      places.addAll(found);
    } catch (IOException e) {
      return; // a folder that cannot be listed holds no JDK for us
    }
  }

  private static @Nullable String versionOf(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isRegularFile(release)) {
      return null;
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      return null;
    }
    String version = properties.getProperty("JAVA_VERSION");
    return version == null ? null : version.replace("\"", "");
  }
}
