// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.model;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Names a state of some code by the names and checksums of the files that lie with a class. A jar
 * and the folder it was made from give the same, and so do two builds of the same source; a jar is
 * judged by its directory alone, without reading its content, since this runs at every cold start.
 */
final class CodeVersion {
  private CodeVersion() {}

  /**
   * The version of the jar or folder that holds the class.
   *
   * @return {@code unknown} where the class has no such place
   */
  static String of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "unknown";
    }
    try {
      File place = new File(source.getLocation().toURI());
      Map<String, Long> checksums = place.isDirectory() ? ofFolder(place.toPath()) : ofJar(place);
      CRC32 whole = new CRC32();
      for (Map.Entry<String, Long> file : checksums.entrySet()) {
        update(whole, file.getKey() + '=' + file.getValue() + '\n');
      }
      return Long.toHexString(whole.getValue());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return "unknown"; // a class loader of another kind
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Long> ofJar(File jar) throws IOException {
    Map<String, Long> checksums = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar)) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (!entry.isDirectory() && counts(entry.getName())) {
          checksums.put(entry.getName(), entry.getCrc());
        }
      }
    }
    return checksums;
  }

  private static Map<String, Long> ofFolder(Path folder) throws IOException {
    Map<String, Long> checksums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        if (Files.isRegularFile(file) && counts(name)) {
          CRC32 crc = new CRC32();
          crc.update(Files.readAllBytes(file));
          checksums.put(name, crc.getValue());
        }
      }
    }
    return checksums;
  }

  /** The manifest and the like say how a jar was made, not what the code does. */
  private static boolean counts(String name) {
    return !name.startsWith("META-INF/");
  }

  private static void update(CRC32 crc, String text) {
    for (int i = 0; i < text.length(); i++) {
      crc.update(text.charAt(i));
      crc.update(text.charAt(i) >> 8);
    }
  }
}
