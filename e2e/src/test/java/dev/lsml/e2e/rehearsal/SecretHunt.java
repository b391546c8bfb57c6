// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Looks for secret texts where they must not be: plain, in Base64, within gzip and within zip. */
final class SecretHunt {
  private final List<byte[]> needles = new ArrayList<>();

  SecretHunt(Set<String> secrets) {
    for (String secret : secrets) {
      needles.add(secret.getBytes(StandardCharsets.UTF_8));
      // Without the end, which depends on what follows.
      String coded =
          Base64.getEncoder().withoutPadding().encodeToString(needles.get(needles.size() - 1));
      needles.add(coded.substring(0, coded.length() - 1).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Whether a text holds one. */
  boolean finds(String text) {
    return finds(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether bytes hold one, unpacked if they are packed. */
  boolean finds(byte[] bytes) {
    for (byte[] needle : needles) {
      if (indexOf(bytes, needle) >= 0) {
        return true;
      }
    }
    try {
      return bytes.length > 2 && (isGzip(bytes) || isZip(bytes)) && findsWithin(bytes);
    } catch (IOException notPackedAfterAll) {
      return false;
    }
  }

  /** The files below a folder that hold one. */
  Set<Path> files(Path folder) throws IOException {
    Set<Path> found = new TreeSet<>();
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      if (finds(Files.readAllBytes(file))) {
        found.add(file);
      }
    }
    return found;
  }

  private boolean findsWithin(byte[] bytes) throws IOException {
    if (isGzip(bytes)) {
      try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return finds(unpacked.readAllBytes());
      }
    }
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        zip.transferTo(unpacked);
        if (finds(unpacked.toByteArray())) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
  }

  private static boolean isZip(byte[] bytes) {
    return bytes[0] == 'P' && bytes[1] == 'K';
  }

  private static int indexOf(byte[] bytes, byte[] needle) {
    for (int i = 0; i <= bytes.length - needle.length; i++) {
      int j = 0;
      while (j < needle.length && bytes[i + j] == needle[j]) {
        j++;
      }
      if (j == needle.length) {
        return i;
      }
    }
    return -1;
  }
}
