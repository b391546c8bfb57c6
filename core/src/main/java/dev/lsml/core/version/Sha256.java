// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 digest of bytes that come one after the other. Not thread-safe. */
public final class Sha256 {
  private static final String DIGITS = "0123456789abcdef";

  private final MessageDigest digest = digest();

  /** Starts a digest. */
  public Sha256() {}

  /** Takes in more bytes. */
  public void add(byte[] bytes) {
    digest.update(bytes);
  }

  /** The digest in lower-case hex; to be asked for once, at the end. */
  public String hex() {
    return hex(digest.digest());
  }

  /** The digest of bytes, in lower-case hex. */
  public static String of(byte[] bytes) {
    return hex(digest().digest(bytes));
  }

  /**
   * The digest of a file, which is streamed.
   *
   * @throws IOException when the file cannot be read
   */
  public static String of(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return hex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      text.append(DIGITS.charAt((b >> 4) & 15)).append(DIGITS.charAt(b & 15));
    }
    return text.toString();
  }
}
