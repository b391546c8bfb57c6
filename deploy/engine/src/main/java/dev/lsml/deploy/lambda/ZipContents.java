// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.lambda;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.image.ClassPathJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What is in a function's zip: the class path's jars as they are, so that services, releases of
 * their own and signatures stay as their authors made them. Immutable.
 *
 * <p>The project's own classes are a jar among them. Lambda would look through loose classes before
 * any jar, file by file, for every class there is.
 *
 * @param entries in the order of the class path
 * @param leftOut file names of jars that Lambda has no use for
 */
public record ZipContents(List<Entry> entries, List<String> leftOut) {
  /**
   * A file in the zip.
   *
   * @param name its path there
   * @param file where its bytes are
   * @param bytes their number
   */
  public record Entry(String name, Path file, long bytes) {}

  /** Copies the lists. */
  public ZipContents {
    entries = List.copyOf(entries);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Decides on it. Lambda puts {@code lib/*.jar} on the class path in the order of their names
   * (https://docs.aws.amazon.com/lambda/latest/dg/java-package.html), so each gets its place on the
   * class path in front: of two jars with the same class, the one that the project's tests saw
   * wins.
   *
   * @throws DeployException when an entry is not a jar
   */
  public static ZipContents of(List<ClassPathJar> classPath) {
    List<Entry> entries = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    try {
      for (ClassPathJar jar : classPath) {
        String name = String.valueOf(jar.file().getFileName());
        if (!Files.isRegularFile(jar.file())) {
          throw new DeployException(
              "The zip cannot be built",
              jar.file() + " on the class path is not a jar",
              "Run the build up to the phase package at least, so that every module has its jar");
        }
        if (OtherPlatform.isFor(jar.file())) {
          leftOut.add(name);
        } else {
          String place = String.format(Locale.ROOT, "lib/%03d-%s", entries.size() + 1, name);
          entries.add(new Entry(place, jar.file(), Files.size(jar.file())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ZipContents(entries, leftOut);
  }

  /** The bytes that it takes on Lambda. */
  public long unzipped() {
    return entries.stream().mapToLong(Entry::bytes).sum();
  }

  /** The largest files, the largest first, for people. */
  String largest(int most) {
    return String.join(
        ", ",
        entries.stream()
            .sorted(Comparator.comparingLong(Entry::bytes).reversed())
            .limit(most)
            .map(e -> e.file().getFileName() + " " + Megabytes.of(e.bytes()))
            .toList());
  }
}
