// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as a {@link FakeGcs} got it, without its body. Immutable.
 *
 * @param method such as {@code GET}
 * @param path still percent-encoded, such as {@code /storage/v1/b/models/o/a%2Fb}
 * @param query decoded; the last value of a name counts
 * @param headers by name, in any case of letters; the first value of a name counts
 */
public record GcsRequest(
    String method, String path, Map<String, String> query, Map<String, String> headers) {
  /** Copies the maps. */
  public GcsRequest {
    query = Map.copyOf(query);
    TreeMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  /** Whether this may change an object: anything but a {@code GET} or {@code HEAD}. */
  public boolean changes() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  @Nullable String parameter(String name) {
    return query.get(name);
  }

  /**
   * A parameter that is a whole number; {@code null} when it is not there.
   *
   * @throws GcsFailure when it is no number
   */
  @Nullable Long number(String name) throws GcsFailure {
    String text = query.get(name);
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw GcsFailure.invalid("Invalid value for " + name + ": '" + text + "'");
    }
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }
}
