// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Leaves out of jars the native libraries of other platforms than the clouds', which is Linux on
 * x86-64 with the GNU C library. Of ONNX Runtime's jar, a quarter is left.
 *
 * <p>A folder within a jar is for another platform when its name says so, as {@code osx-aarch64} or
 * {@code win32-x86-64} does, and a folder beside it is for ours, as {@code linux-x64}. Jars without
 * such folders and signed jars stay as they are. Functions only.
 */
public final class OwnPlatform {
  private static final Pattern PLATFORM =
      Pattern.compile(
          "(linux|osx|macosx?|mac|darwin|ios|win|windows|win32|android|freebsd|openbsd|netbsd"
              + "|dragonflybsd|sunos|aix)-[a-z0-9_-]+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern OWN =
      Pattern.compile("linux-(x64|x86[_-]64|amd64)", Pattern.CASE_INSENSITIVE);

  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/[^/]+\\.SF", Pattern.CASE_INSENSITIVE);

  /** The earliest that the format has a form for. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 0);

  private OwnPlatform() {}

  /**
   * The class path without them, in its order.
   *
   * @param folder for the jars that are written anew, each in a folder of its own; files there are
   *     replaced
   */
  public static List<ClassPathJar> of(List<ClassPathJar> classPath, Path folder) {
    List<ClassPathJar> own = new ArrayList<>();
    try {
      for (ClassPathJar jar : classPath) {
        // What is not a jar is refused by whoever packages it, with better words.
        own.add(
            Files.isRegularFile(jar.file())
                ? of(jar, folder.resolve(Integer.toString(own.size())))
                : jar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(own);
  }

  private static ClassPathJar of(ClassPathJar jar, Path folder) throws IOException {
    try (JarFile file = new JarFile(jar.file().toFile(), false, ZipFile.OPEN_READ)) {
      List<String> names = file.stream().map(ZipEntry::getName).toList();
      Set<String> left = leftOut(names);
      if (left.isEmpty() || names.stream().anyMatch(name -> SIGNATURE.matcher(name).matches())) {
        return jar;
      }
      Path copy = folder.resolve(String.valueOf(jar.file().getFileName()));
      Files.createDirectories(folder);
      try (OutputStream out = Files.newOutputStream(copy);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        for (ZipEntry entry : Collections.list(file.entries())) {
          if (!left.contains(entry.getName())) {
            copy(file, entry, zip);
          }
        }
      }
      return new ClassPathJar(copy, jar.application(), jar.coordinates());
    }
  }

  /** The names of a jar's files for other platforms. */
  static Set<String> leftOut(List<String> names) {
    Set<String> parents = new HashSet<>();
    for (String name : names) {
      eachFolder(name, (parent, folder) -> OWN.matcher(folder).matches() && parents.add(parent));
    }
    Set<String> left = new HashSet<>();
    for (String name : names) {
      if (eachFolder(
          name,
          (parent, folder) ->
              parents.contains(parent)
                  && PLATFORM.matcher(folder).matches()
                  && !OWN.matcher(folder).matches())) {
        left.add(name);
      }
    }
    return left;
  }

  /** Is asked about a folder. */
  @FunctionalInterface
  private interface Question {
    boolean holds(String parent, String folder);
  }

  /** Asks about every folder that a file is in and tells whether it held for any. */
  private static boolean eachFolder(String name, Question question) {
    boolean held = false;
    int begin = 0;
    for (int end; (end = name.indexOf('/', begin)) >= 0; begin = end + 1) {
      held |= question.holds(name.substring(0, begin), name.substring(begin, end));
    }
    return held;
  }

  /** Uncompressed: the same jar gives the same bytes whatever the zlib, and opens faster. */
  private static void copy(JarFile file, ZipEntry entry, ZipOutputStream zip) throws IOException {
    byte[] content;
    try (InputStream in = file.getInputStream(entry)) {
      content = in.readAllBytes();
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry stored = new ZipEntry(entry.getName());
    stored.setTimeLocal(TIME);
    stored.setMethod(ZipEntry.STORED);
    stored.setSize(content.length);
    stored.setCrc(crc.getValue());
    zip.putNextEntry(stored);
    zip.write(content);
    zip.closeEntry();
  }
}
