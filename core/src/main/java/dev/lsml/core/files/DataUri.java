// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.files.TaskFileException.Step;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code data:image/png;base64,…}: content inside a task's value. */
final class DataUri {
  private DataUri() {}

  static Location.Inline read(String uri, long maxFileBytes) throws FileFailure {
    int comma = uri.indexOf(',');
    if (comma < 0) {
      throw wrong("it has no comma before its content", null);
    }
    String type = uri.substring("data:".length(), comma).toLowerCase(Locale.ROOT);
    String content = uri.substring(comma + 1);
    byte[] bytes;
    try {
      bytes = percentDecoded(content);
      if (type.endsWith(";base64")) {
        bytes = Base64.getDecoder().decode(withoutSpaces(bytes));
      }
    } catch (IllegalArgumentException e) {
      throw wrong("its content is not in the encoding that it names", e);
    }
    if (bytes.length > maxFileBytes) {
      throw FileCache.tooLarge(maxFileBytes);
    }
    return new Location.Inline(uri, extension(type), bytes);
  }

  private static byte[] percentDecoded(String text) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[raw.length];
    int length = 0;
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
        int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw new IllegalArgumentException("a percent sign without two digits");
        }
        out[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        out[length++] = raw[i];
      }
    }
    return Arrays.copyOf(out, length);
  }

  private static byte[] withoutSpaces(byte[] bytes) {
    int length = 0;
    for (byte b : bytes) {
      if (b > ' ' || b < 0) {
        bytes[length++] = b;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static String extension(String type) {
    int slash = type.indexOf('/');
    int end = type.indexOf(';') < 0 ? type.length() : type.indexOf(';');
    String subtype = slash < 0 || slash > end ? "" : type.substring(slash + 1, end);
    return switch (subtype) {
      case "png", "gif", "webp", "bmp", "tiff", "pdf", "wav", "mp4", "ogg" -> "." + subtype;
      case "jpeg", "jpg" -> ".jpg";
      case "mpeg", "mp3" -> ".mp3";
      case "plain" -> ".txt";
      default -> "";
    };
  }

  private static FileFailure wrong(String reason, @Nullable Throwable e) {
    return new FileFailure(
        Step.READ_ADDRESS, "the data address is broken: " + reason, "Correct the task's data", e);
  }
}
