// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files with secrets in them. */
final class OwnerOnly {
  private OwnerOnly() {}

  /** Writes a new file that nobody else could ever read. */
  static void write(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
