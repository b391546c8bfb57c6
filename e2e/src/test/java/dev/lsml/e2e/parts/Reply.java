// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param status of HTTP
 * @param headers by lower-case name
 * @param text the body
 */
public record Reply(int status, Map<String, List<String>> headers, String text) {

  /** Lower-cases the header names. */
  public Reply {
    Map<String, List<String>> lower = new TreeMap<>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
    headers = lower;
  }

  /** The body as JSON; fails the test with the whole answer when it is none. */
  public JsonView json() {
    try {
      return JsonView.of(Json.read(text));
    } catch (JsonException e) {
      throw new AssertionError("the body is not JSON (" + e.getMessage() + "): " + this, e);
    }
  }

  /** This answer; fails the test with the whole answer when the status is another. */
  public Reply expect(int wanted) {
    if (status != wanted) {
      throw new AssertionError("expected status " + wanted + ", got " + this);
    }
    return this;
  }

  /** The header's first value, {@code null} when it was not sent. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  @Override
  public String toString() {
    return status + " " + (text.length() <= 2000 ? text : text.substring(0, 2000) + "…");
  }
}
