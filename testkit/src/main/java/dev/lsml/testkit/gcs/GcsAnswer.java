// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import dev.lsml.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is answered. The headers may be added to. */
record GcsAnswer(int status, Map<String, String> headers, byte[] body) {
  static GcsAnswer of(int status, String type, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type);
    return new GcsAnswer(status, headers, body);
  }

  static GcsAnswer empty(int status) {
    return new GcsAnswer(status, new LinkedHashMap<>(), new byte[0]);
  }

  static GcsAnswer json(@Nullable Object value) {
    return of(200, "application/json; charset=UTF-8", Json.bytes(value));
  }

  GcsAnswer with(String header, String value) {
    headers.put(header, value);
    return this;
  }
}
