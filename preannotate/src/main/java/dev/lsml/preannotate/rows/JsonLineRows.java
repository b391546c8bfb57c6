// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.rows;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One JSON document a line; blank lines are passed over. Not thread-safe. */
final class JsonLineRows implements Rows {
  /** What is longer is no line of records; it is rejected without being held. */
  private static final int LONGEST_LINE = 16 << 20;

  /** What a reject of such a line shows of it. */
  private static final int SHOWN = 200;

  private static final int BUFFER = 1 << 16;

  private final InputStream input;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private byte[] line = new byte[1024];
  private int length;
  private long number;

  JsonLineRows(InputStream input) {
    this.input = input;
  }

  @Override
  public @Nullable Row next() throws IOException {
    while (readLine()) {
      number++;
      if (number == 1
          && length >= 3
          && line[0] == (byte) 0xEF
          && line[1] == (byte) 0xBB
          && line[2] == (byte) 0xBF) {
        line = Arrays.copyOfRange(line, 3, Math.max(length, 64)); // a byte order mark
        length -= 3;
      }
      if (length > LONGEST_LINE) {
        return Row.rejected(
            number,
            "the line is longer than " + LONGEST_LINE + " bytes",
            new String(line, 0, SHOWN, StandardCharsets.UTF_8) + "…",
            SHOWN);
      }
      if (!isBlank()) {
        return row(Arrays.copyOf(line, length));
      }
    }
    return null;
  }

  private Row row(byte[] bytes) {
    try {
      return Row.ofJson(number, Json.read(bytes), bytes.length);
    } catch (JsonException e) {
      return Row.rejected(
          number,
          String.valueOf(e.getMessage()),
          new String(bytes, StandardCharsets.UTF_8),
          bytes.length);
    }
  }

  private boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Reads up to the next line feed; of what is too long the length is told, and the start kept. */
  private boolean readLine() throws IOException {
    length = 0;
    boolean any = false;
    while (true) {
      if (at == end) {
        end = Math.max(0, input.read(buffer));
        at = 0;
        if (end == 0) {
          return any;
        }
      }
      any = true;
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      keep(at, stop);
      boolean found = stop < end;
      at = found ? stop + 1 : stop;
      if (found) {
        return true;
      }
    }
  }

  private void keep(int from, int to) {
    int count = to - from;
    if (length + count <= LONGEST_LINE) {
      if (length + count > line.length) {
        line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
      }
      System.arraycopy(buffer, from, line, length, count);
      length += count;
    } else {
      length = LONGEST_LINE + 1;
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
