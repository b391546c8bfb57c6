// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as plain JDK values, so that no JSON library type appears in any signature.
 *
 * <p>An object is a {@code Map<String, Object>} in document order, an array a {@code List<Object>},
 * a string a {@code String}, a whole number a {@code Long} (a {@code BigInteger} beyond its range),
 * any other number a {@code Double}, {@code true} and {@code false} a {@code Boolean}, and {@code
 * null} is {@code null}. What is read is freshly made and may be changed by the caller.
 *
 * <p>Thread-safe: all methods are static and share only an immutable factory. Data binding is left
 * out on purpose, since it costs a cold start 60 to 120 ms.
 */
public final class Json {
  private static final int MAX_DEPTH = 500;
  private static final int MAX_NAME_LENGTH = 50_000;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build()
          .enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);

  private Json() {}

  /**
   * Reads one JSON document and nothing after it.
   *
   * @param input UTF-8 bytes, read to the end and not closed; its length is bounded by whoever
   *     opened it
   * @return the value, {@code null} for the document {@code null}
   * @throws JsonException when the bytes are not one JSON document, or nest deeper than 500 levels
   * @throws IOException when the input cannot be read
   */
  public static @Nullable Object read(InputStream input) throws IOException {
    try (JsonParser parser = FACTORY.createParser(input)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      if (parser.nextToken() == null) {
        throw new JsonException("the document is empty");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new JsonException("there is text after the end of the document");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw inWords(e);
    }
  }

  /** What the library could not read, in its own words but without its own settings. */
  static JsonException inWords(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return new JsonException("the document is over a limit: " + e.getOriginalMessage());
    }
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    return new JsonException("not valid JSON" + where + ": " + said(e));
  }

  /**
   * Reads one JSON document from memory; see {@link #read(InputStream)}.
   *
   * @throws JsonException as there
   */
  public static @Nullable Object read(byte[] utf8) {
    try {
      return read(new ByteArrayInputStream(utf8));
    } catch (JsonException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads one JSON document from a string; see {@link #read(InputStream)}.
   *
   * @throws JsonException as there
   */
  public static @Nullable Object read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a value of the kinds named above; any other {@code Number} is written by its value, any
   * other {@code CharSequence} or {@code Enum} as its text.
   *
   * @param output is neither flushed nor closed
   * @throws IllegalArgumentException for {@code NaN}, an infinity, a map key that is not a string
   *     or a type that JSON has no form for, since Label Studio would refuse the whole answer
   * @throws IOException when the output fails
   */
  public static void write(@Nullable Object value, OutputStream output) throws IOException {
    try (JsonGenerator generator = FACTORY.createGenerator(output)) {
      write(value, generator);
    }
  }

  /** Writes a value as UTF-8 bytes; see {@link #write(Object, OutputStream)}. */
  public static byte[] bytes(@Nullable Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try {
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Writes a value as text; see {@link #write(Object, OutputStream)}. */
  public static String text(@Nullable Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /** The library's words up to where it begins to talk of its own source and settings. */
  private static String said(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int end = message.indexOf(" (start marker at ");
    return end < 0 ? message : message.substring(0, end) + ")";
  }

  static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      default -> throw new JsonException("unexpected " + token);
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      map.put(name, value(parser));
    }
    return map;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  private static Object whole(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : (Object) parser.getLongValue();
  }

  private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String string) {
      out.writeString(string);
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!(entry.getKey() instanceof String name)) {
          throw new IllegalArgumentException(
              "a JSON object's key must be a string: " + entry.getKey());
        }
        out.writeFieldName(name);
        write(entry.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        write(item, out);
      }
      out.writeEndArray();
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Number number) {
      write(number, out);
    } else if (value instanceof CharSequence || value instanceof Enum<?>) {
      out.writeString(value.toString());
    } else if (value instanceof int[] ints) {
      out.writeArray(ints, 0, ints.length);
    } else {
      throw new IllegalArgumentException("JSON has no form for " + value.getClass().getName());
    }
  }

  private static void write(Number number, JsonGenerator out) throws IOException {
    if (number instanceof Double || number instanceof Float) {
      double d = number.doubleValue();
      if (!Double.isFinite(d)) {
        throw new IllegalArgumentException("JSON has no form for " + d);
      }
      if (number instanceof Float f) {
        out.writeNumber(f);
      } else {
        out.writeNumber(d);
      }
    } else if (number instanceof BigDecimal decimal) {
      out.writeNumber(decimal);
    } else if (number instanceof BigInteger whole) {
      out.writeNumber(whole);
    } else {
      out.writeNumber(number.longValue());
    }
  }
}
