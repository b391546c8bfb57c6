// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The jars of an image, copied to where they will be below the working folder, with the times that
 * they will have. Immutable, but the files are not.
 *
 * @param folder what becomes {@code /app}
 * @param jars in the order of the class path
 */
record StagedApp(Path folder, List<StagedJar> jars) {
  /** What Jib gives every file in a layer; JDK 17 refuses an archive of jars with other times. */
  static final Instant TIME = Instant.ofEpochSecond(1);

  /**
   * Its jar holds other libraries under their own names, older than those that projects ask for, so
   * it has to be looked into last.
   */
  private static final String INVOKER = "java-function-invoker";

  /**
   * A jar and what it is.
   *
   * @param path relative to the working folder, with slashes
   * @param source what was asked for
   */
  record StagedJar(String path, ClassPathJar source) {}

  /**
   * Copies the jars into an empty folder.
   *
   * @throws DeployException when an entry is not a jar
   */
  static StagedApp stage(List<ClassPathJar> classPath, Path folder) {
    List<StagedJar> jars = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try {
      Files.createDirectories(folder.resolve(AppLayout.JARS));
      for (ClassPathJar jar : inOrder(classPath)) {
        String path = AppLayout.JARS + "/" + freeName(jar, names);
        if (!Files.isRegularFile(jar.file())) {
          throw new DeployException(
              "The image cannot be built",
              jar.file() + " on the class path is not a jar",
              "Run the build up to the phase package at least, so that every module has its jar");
        }
        Path copy = folder.resolve(path);
        Files.copy(jar.file(), copy);
        Files.setLastModifiedTime(copy, FileTime.from(TIME));
        jars.add(new StagedJar(path, jar));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StagedApp(folder, List.copyOf(jars));
  }

  private static List<ClassPathJar> inOrder(List<ClassPathJar> classPath) {
    List<ClassPathJar> first = new ArrayList<>();
    List<ClassPathJar> last = new ArrayList<>();
    for (ClassPathJar jar : classPath) {
      (isInvoker(jar) ? last : first).add(jar);
    }
    first.addAll(last);
    return first;
  }

  private static boolean isInvoker(ClassPathJar jar) {
    return fileName(jar).startsWith(INVOKER);
  }

  private static String freeName(ClassPathJar jar, Set<String> taken) {
    String name = fileName(jar);
    Coordinates coordinates = jar.coordinates();
    if (!taken.add(name)) {
      name = (coordinates == null ? "" : coordinates.group() + ".") + name;
      for (int i = 2; !taken.add(name); i++) {
        name = i + "-" + fileName(jar);
      }
    }
    return name;
  }

  private static String fileName(ClassPathJar jar) {
    return String.valueOf(jar.file().getFileName());
  }

  /** As on the command line in the image. */
  String classPath() {
    List<String> paths = new ArrayList<>();
    for (StagedJar jar : jars) {
      paths.add(jar.path());
    }
    return String.join(":", paths);
  }

  /** A staged file. */
  Path file(StagedJar jar) {
    return folder.resolve(jar.path());
  }
}
