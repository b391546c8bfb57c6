// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value read by {@link Json} together with its place in the document, so that a reader can ask
 * for the shape it needs and a wrong shape is reported with its path.
 *
 * <p>Immutable and thread-safe as long as nobody changes the value behind it. A missing key and an
 * explicit {@code null} read alike, except through {@link #has}.
 *
 * @param value the value, {@code null} for JSON null and for a missing key
 * @param path such as {@code tasks[3].data}; empty for the document itself
 */
public record JsonView(@Nullable Object value, String path) {

  /** Views a whole document. */
  public static JsonView of(@Nullable Object document) {
    return new JsonView(document, "");
  }

  /**
   * The member of that name; absent ({@link #isNull}) when the key is missing or this is null.
   *
   * @throws JsonException when this is neither an object nor null
   */
  public JsonView get(String key) {
    Map<String, @Nullable Object> object = objectOrNull();
    return new JsonView(
        object == null ? null : object.get(key), path.isEmpty() ? key : path + "." + key);
  }

  /** Tells whether this is an object that has the key, be its value null or not. */
  public boolean has(String key) {
    return value instanceof Map<?, ?> map && map.containsKey(key);
  }

  /** Tells whether the value is JSON null or was missing. */
  public boolean isNull() {
    return value == null;
  }

  /**
   * The object's members, in document order.
   *
   * @throws JsonException when this is anything else
   */
  public Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> object = objectOrNull();
    if (object == null) {
      throw wrong("an object");
    }
    return object;
  }

  /**
   * The object's members, {@code null} when absent.
   *
   * @throws JsonException when this is anything else
   */
  @SuppressWarnings("unchecked") // Json makes only maps with string keys
  public @Nullable Map<String, @Nullable Object> objectOrNull() {
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw wrong("an object");
  }

  /**
   * The array's items, each with its place; empty when absent.
   *
   * @throws JsonException when this is anything else
   */
  public List<JsonView> items() {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw wrong("an array");
    }
    List<JsonView> items = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      items.add(new JsonView(list.get(i), path + "[" + i + "]"));
    }
    return items;
  }

  /**
   * The array's items, or this alone when it is a single value; empty when absent. Label Studio
   * sends some keys in both forms.
   */
  public List<JsonView> itemsOrSingle() {
    return value == null || value instanceof List<?> ? items() : List.of(this);
  }

  /**
   * The string.
   *
   * @throws JsonException when this is absent or anything else
   */
  public String string() {
    if (value instanceof String text) {
      return text;
    }
    throw wrong("a string");
  }

  /**
   * The string, {@code null} when absent.
   *
   * @throws JsonException when this is anything else
   */
  public @Nullable String stringOrNull() {
    return value == null ? null : string();
  }

  /**
   * The whole number.
   *
   * @throws JsonException when this is absent, not a whole number or beyond 64 bits
   */
  public long whole() {
    if (value instanceof Number number
        && !(number instanceof BigInteger)
        && number.doubleValue() == Math.rint(number.doubleValue())) {
      return number.longValue();
    }
    throw wrong("a whole number");
  }

  /** The whole number, {@code null} when absent; see {@link #whole}. */
  public @Nullable Long wholeOrNull() {
    return value == null ? null : whole();
  }

  /** The boolean; the default when absent or of another kind. */
  public boolean flag(boolean whenAbsent) {
    return value instanceof Boolean flag ? flag : whenAbsent;
  }

  /** An exception that says what is needed here and what was found. */
  public JsonException wrong(String needed) {
    return new JsonException(
        (path.isEmpty() ? "the document" : path) + " must be " + needed + ", but is " + kind());
  }

  private String kind() {
    if (value == null) {
      return "missing or null";
    } else if (value instanceof Map<?, ?>) {
      return "an object";
    } else if (value instanceof List<?>) {
      return "an array";
    } else if (value instanceof String) {
      return "a string";
    } else if (value instanceof Boolean) {
      return "a boolean";
    }
    return "the number " + value;
  }
}
