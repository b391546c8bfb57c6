// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks a resource's value along its schema. */
final class Values {
  private Values() {}

  /** What becomes of one attribute. */
  @FunctionalInterface
  interface Change {
    @Nullable Object of(Schema.Attribute attribute, @Nullable Object value);
  }

  /** A copy in which every attribute, those of nested blocks too, went through a change. */
  static Map<String, @Nullable Object> changed(
      Schema.Block block, Map<String, @Nullable Object> value, Change change) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    block
        .attributes()
        .forEach((name, attribute) -> result.put(name, change.of(attribute, value.get(name))));
    block
        .blocks()
        .forEach((name, nested) -> result.put(name, nested(nested, value.get(name), change)));
    return result;
  }

  private static @Nullable Object nested(
      Schema.Nested nested, @Nullable Object value, Change change) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> result = new ArrayList<>();
      list.forEach(element -> result.add(changed(nested.block(), object(element), change)));
      return result;
    }
    if (value instanceof Map<?, ?>) {
      return changed(nested.block(), object(value), change);
    }
    return value == null && !nested.single() ? List.of() : value;
  }

  /** What Google computes is unknown where nothing is told; write-only values are left out. */
  static Map<String, @Nullable Object> toBeComputed(
      Schema.Block block, Map<String, @Nullable Object> value) {
    return changed(
        block,
        value,
        (attribute, old) ->
            attribute.writeOnly()
                ? null
                : old == null && attribute.computed() ? Unknown.VALUE : old);
  }

  /** Without the write-only values. */
  static Map<String, @Nullable Object> kept(
      Schema.Block block, Map<String, @Nullable Object> value) {
    return changed(block, value, (attribute, old) -> attribute.writeOnly() ? null : old);
  }

  /** With something empty for whatever is still unknown. */
  static Map<String, @Nullable Object> settled(
      Schema.Block block, Map<String, @Nullable Object> value) {
    return changed(
        block, value, (attribute, old) -> old == Unknown.VALUE ? attribute.empty() : old);
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    return (Map<String, @Nullable Object>) value;
  }

  /** The elements of a block list; none when it is absent. */
  @SuppressWarnings("unchecked")
  static List<Map<String, @Nullable Object>> blocks(
      Map<String, @Nullable Object> value, String name) {
    return value.get(name) instanceof List<?> list
        ? (List<Map<String, @Nullable Object>>) list
        : List.of();
  }

  /** The one block of a name. */
  static Map<String, @Nullable Object> block(Map<String, @Nullable Object> value, String name) {
    return blocks(value, name).get(0);
  }

  /** A string that is there. */
  static String string(Map<String, @Nullable Object> value, String name) {
    if (value.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalStateException("no " + name + " in " + value);
  }
}
