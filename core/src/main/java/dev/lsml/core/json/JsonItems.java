// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The items of one JSON array, one after another, so that an array of any length takes the memory
 * of one item. The items are the values that {@link Json} describes. Not thread-safe.
 */
public final class JsonItems implements Closeable {
  private final JsonParser parser;
  private @Nullable Object value;
  private boolean ended;

  private JsonItems(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Starts reading an array.
   *
   * @param input UTF-8 bytes; closed with this
   * @throws JsonException when the document is not an array
   * @throws IOException when the input cannot be read
   */
  public static JsonItems of(InputStream input) throws IOException {
    JsonParser parser = Json.FACTORY.createParser(input);
    try {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_ARRAY) {
        throw new JsonException(
            "the document must be an array, but "
                + (first == null ? "is empty" : "starts with " + parser.getText()));
      }
      return new JsonItems(parser);
    } catch (JsonProcessingException e) {
      throw Json.inWords(e);
    }
  }

  /**
   * Goes to the next item.
   *
   * @return false after the last, however often it is asked
   * @throws JsonException when what follows is not JSON; nothing after it can be read
   * @throws IOException when the input cannot be read
   */
  public boolean next() throws IOException {
    if (ended) {
      return false;
    }
    try {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_ARRAY) {
        value = null;
        ended = true;
        if (parser.nextToken() != null) {
          throw new JsonException("there is text after the end of the array");
        }
        return false;
      }
      if (token == null) {
        throw new JsonException("the array does not end");
      }
      value = Json.value(parser);
      return true;
    } catch (JsonProcessingException e) {
      throw Json.inWords(e);
    }
  }

  /** The item that was gone to, {@code null} for JSON null. */
  public @Nullable Object value() {
    return value;
  }

  /** Closes the input. */
  @Override
  public void close() throws IOException {
    parser.close();
  }
}
