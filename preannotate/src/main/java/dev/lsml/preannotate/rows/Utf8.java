// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.rows;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Strict decoding of text whose bytes are carried one per character. */
final class Utf8 {
  private Utf8() {}

  /**
   * Decodes.
   *
   * @param bytes each character is one byte
   * @return {@code null} when it is not UTF-8
   */
  static @Nullable String decoded(String bytes) {
    boolean plain = true;
    for (int i = 0; i < bytes.length() && plain; i++) {
      plain = bytes.charAt(i) < 0x80;
    }
    if (plain) {
      return bytes;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
