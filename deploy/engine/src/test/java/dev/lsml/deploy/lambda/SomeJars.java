// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.lambda;

import dev.lsml.deploy.image.ClassPathJar;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars to package. */
final class SomeJars {
  private SomeJars() {}

  /** A jar with empty files. */
  static ClassPathJar of(Path folder, String name, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.closeEntry();
      }
    }
    return new ClassPathJar(jar, false, null);
  }

  /** A file of a size, which takes no room on the disk. */
  static ClassPathJar ofSize(Path folder, String name, long bytes) throws IOException {
    Path jar = folder.resolve(name);
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
      file.setLength(bytes);
    }
    return new ClassPathJar(jar, false, null);
  }
}
