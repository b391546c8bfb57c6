// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.e2e.parts.Container;
import dev.lsml.testkit.google.FakeGoogle;
import dev.lsml.testkit.google.GoogleAnswer;
import dev.lsml.testkit.google.GoogleCall;
import dev.lsml.testkit.google.GoogleHandler;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings what containers wrote into Cloud Logging, in its form, whenever somebody is about to read
 * it there. Thread-safe.
 */
final class ContainerLogs implements GoogleHandler {
  private final FakeGoogle google;
  private final Supplier<Map<Container, Map<String, Object>>> containers;
  private final Map<Container, Integer> taken = new HashMap<>();

  /**
   * The handler.
   *
   * @param containers each with the monitored resource that its entries belong to
   */
  ContainerLogs(FakeGoogle google, Supplier<Map<Container, Map<String, Object>>> containers) {
    this.google = google;
    this.containers = containers;
  }

  @Override
  public synchronized @Nullable GoogleAnswer answer(GoogleCall call) {
    if (call.path().equals("v2/entries:list")) {
      containers.get().forEach(this::take);
    }
    return null;
  }

  private void take(Container container, Map<String, Object> resource) {
    List<Container.Line> lines = container.log();
    for (Container.Line line : lines.subList(taken.getOrDefault(container, 0), lines.size())) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("timestamp", OffsetDateTime.parse(line.time()).toInstant().toString());
      entry.put("resource", resource);
      Map<String, @Nullable Object> fields = object(line.text());
      if (fields == null) {
        entry.put("textPayload", line.text());
      } else {
        // These leave the payload, as Cloud Run's agent does it.
        for (String special : List.of("severity", "httpRequest")) {
          if (fields.containsKey(special)) {
            entry.put(special, fields.remove(special));
          }
        }
        if (fields.containsKey("logging.googleapis.com/trace")) {
          entry.put("trace", fields.remove("logging.googleapis.com/trace"));
        }
        entry.put("jsonPayload", fields);
      }
      google.log(entry);
    }
    taken.put(container, lines.size());
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, @Nullable Object> object(String line) {
    try {
      return line.startsWith("{") && Json.read(line) instanceof Map<?, ?> map
          ? new LinkedHashMap<>((Map<String, Object>) map)
          : null;
    } catch (JsonException notJson) {
      return null;
    }
  }
}
