// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The partial answers of Google's JSON APIs: {@code fields=items(name,size),nextPageToken} leaves
 * all else out, so that a client that forgets to ask for a field does not get it here either.
 */
final class Fields {
  private final Map<String, Fields> chosen = new LinkedHashMap<>();

  private Fields() {}

  /** What a request wants of an answer; all of it when it does not say. */
  static @Nullable Object choose(@Nullable String fields, @Nullable Object json) {
    return fields == null || fields.isEmpty() ? json : new Parser(fields).list().of(json);
  }

  private @Nullable Object of(@Nullable Object json) {
    if (chosen.isEmpty() || chosen.containsKey("*")) {
      return json;
    }
    if (json instanceof List<?> list) {
      return list.stream().map(this::of).toList();
    }
    if (json instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> part = new LinkedHashMap<>();
      chosen.forEach(
          (name, inner) -> {
            if (map.containsKey(name)) {
              part.put(name, inner.of(map.get(name)));
            }
          });
      return part;
    }
    return json;
  }

  /** Reads {@code a,b/c,d(e,f)}. */
  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    Fields list() {
      Fields fields = new Fields();
      while (at < text.length() && text.charAt(at) != ')') {
        if (text.charAt(at) == ',') {
          at++;
        } else {
          one(fields);
        }
      }
      return fields;
    }

    private void one(Fields into) {
      int start = at;
      while (at < text.length() && ",()/".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      Fields inner = into.chosen.computeIfAbsent(text.substring(start, at), n -> new Fields());
      if (at < text.length() && text.charAt(at) == '/') {
        at++;
        one(inner);
      } else if (at < text.length() && text.charAt(at) == '(') {
        at++;
        inner.chosen.putAll(list().chosen);
        at++;
      }
    }
  }
}
