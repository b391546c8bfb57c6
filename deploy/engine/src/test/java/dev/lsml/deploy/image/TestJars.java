// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars of this module's test classes. */
final class TestJars {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private TestJars() {}

  /** The jar of {@link TinyBackend} as a project's own, uncompressed. */
  static ClassPathJar backend(Path folder) throws IOException {
    Path jar = folder.resolve("tiny-backend-1.0.jar");
    write(jar, List.of(TinyBackend.class, Greeting.class), false);
    return new ClassPathJar(jar, true, new Coordinates("org.example", "tiny-backend", "1.0"));
  }

  /** The jar of {@link TinyFunction} as a project's own. */
  static ClassPathJar function(Path folder) throws IOException {
    Path jar = folder.resolve("tiny-function-1.0.jar");
    write(jar, List.of(TinyFunction.class, Greeting.class), false);
    return new ClassPathJar(jar, true, new Coordinates("org.example", "tiny-function", "1.0"));
  }

  /** Replaces the jar by one that answers otherwise, of the same size and with the same time. */
  static void secondEdition(Path jar) throws IOException {
    FileTime time = Files.getLastModifiedTime(jar);
    long size = Files.size(jar);
    write(jar, List.of(TinyBackend.class, Greeting.class), true);
    Files.setLastModifiedTime(jar, time);
    if (Files.size(jar) != size) {
      throw new IOException("the second edition has another size");
    }
  }

  /** A jar with one text file in it. */
  static ClassPathJar library(Path folder, String name, String group) throws IOException {
    Files.createDirectories(folder);
    Path jar = folder.resolve(name + "-1.0.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      put(out, name + ".txt", name.getBytes(StandardCharsets.UTF_8));
    }
    return new ClassPathJar(jar, false, new Coordinates(group, name, "1.0"));
  }

  private static void write(Path jar, List<Class<?>> types, boolean second) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : types) {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = TestJars.class.getClassLoader().getResourceAsStream(name)) {
          byte[] bytes = in.readAllBytes();
          put(out, name, second ? replaced(bytes, "first edition ", "second edition") : bytes);
        }
      }
    }
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.from(TIME));
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }
}
