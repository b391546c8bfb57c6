// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The two digests of content, in base 64. */
final class Hashes {
  private Hashes() {}

  static String crc32c(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has MD5", e);
    }
  }

  /**
   * Compares content with what its sender told.
   *
   * @param told the object resource that came with it
   * @throws GcsFailure when a digest is told and is another
   */
  static void check(byte[] bytes, Map<String, @Nullable Object> told) throws GcsFailure {
    differ(told.get("crc32c"), crc32c(bytes), "CRC32C");
    differ(told.get("md5Hash"), md5(bytes), "MD5 hash");
  }

  /** The same for a header such as {@code crc32c=mnG7TA==,md5=XUFAKrxLKna5cZ2REBfFkg==}. */
  static void checkHeader(byte[] bytes, @Nullable String header) throws GcsFailure {
    for (String one : (header == null ? "" : header).split(",", -1)) {
      if (one.startsWith("crc32c=")) {
        differ(one.substring("crc32c=".length()), crc32c(bytes), "CRC32C");
      } else if (one.startsWith("md5=")) {
        differ(one.substring("md5=".length()), md5(bytes), "MD5 hash");
      }
    }
  }

  private static void differ(@Nullable Object told, String found, String kind) throws GcsFailure {
    if (told != null && !told.equals(found)) {
      throw GcsFailure.invalid(
          "Provided "
              + kind
              + " \""
              + told
              + "\" doesn't match calculated "
              + kind
              + " \""
              + found
              + "\".");
    }
  }
}
