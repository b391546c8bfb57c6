// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.rows;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonItems;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items of one JSON array. Not thread-safe. */
final class JsonRows implements Rows {
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final JsonItems items;
  private long number;

  JsonRows(InputStream input, String name) throws IOException {
    this.name = name;
    try {
      this.items = JsonItems.of(new BufferedInputStream(input, BUFFER));
    } catch (JsonException e) {
      throw new Trouble(
          name + " is no list of tasks",
          String.valueOf(e.getMessage()),
          "It must be one JSON array of tasks or of their data; for one object a line, name it"
              + " .jsonl",
          e);
    }
  }

  @Override
  public @Nullable Row next() throws IOException {
    try {
      if (!items.next()) {
        return null;
      }
    } catch (JsonException e) {
      throw new Trouble(
          name + " cannot be read on after record " + number,
          String.valueOf(e.getMessage()),
          "Mend it there, and run the same again",
          e);
    }
    number++;
    return Row.ofJson(number, items.value(), size(items.value()));
  }

  /** A guess that looks at no more than the first two levels. */
  private static int size(@Nullable Object json) {
    int size = 32;
    if (json instanceof Map<?, ?> object) {
      for (Object value : object.values()) {
        size +=
            value instanceof String text
                ? text.length()
                : value instanceof Map<?, ?> inner ? size(inner) : 32;
      }
    }
    return size;
  }

  @Override
  public void close() throws IOException {
    items.close();
  }
}
