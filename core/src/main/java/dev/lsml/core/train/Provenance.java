// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.json.Json;
import dev.lsml.core.version.Sha256;
import dev.lsml.core.version.TrainingRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is recorded of where a version comes from. Thread-safe: no state. */
final class Provenance {
  /** The head is read at every cold start, so it carries only so many bytes of metrics. */
  private static final int HEADLINE_BYTES = 4096;

  private Provenance() {}

  /** For the manifest: everything that could explain a difference between two versions. */
  static Map<String, @Nullable Object> of(
      HeldLease lease, Dataset data, TrainingOptions options, Instant endedAt) {
    TrainingRequest request = lease.request();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("project", lease.project().value());
    map.put("cause", request.cause());
    map.put("requestId", request.id());
    map.put("requestedAt", request.requestedAt().toString());
    map.put("startedAt", lease.lease().startedAt().toString());
    map.put("endedAt", endedAt.toString());
    map.put("attempt", request.attempts() + 1);
    map.put("fence", lease.lease().fence());
    map.put("owner", lease.lease().owner());
    map.put("tasks", data.tasks().size());
    map.put("annotations", data.annotations());
    map.put("dataSha256", data.sha256());
    map.put(
        "labelConfigSha256", Sha256.of(data.labelConfig().xml().getBytes(StandardCharsets.UTF_8)));
    map.put("model", options.modelName());
    map.put("modelCode", options.codeVersion());
    map.put("lsml", Provenance.class.getPackage().getImplementationVersion());
    map.put("java", System.getProperty("java.version"));
    map.put("os", System.getProperty("os.name"));
    map.put("arch", System.getProperty("os.arch"));
    return map;
  }

  /** For the head: all metrics if they are small, else the plain ones among them. */
  static Map<String, @Nullable Object> headline(Map<String, @Nullable Object> metrics) {
    if (Json.bytes(metrics).length <= HEADLINE_BYTES) {
      return metrics;
    }
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    int bytes = 0;
    for (Map.Entry<String, @Nullable Object> metric : metrics.entrySet()) {
      Object value = metric.getValue();
      int size = metric.getKey().length() + (value instanceof String text ? text.length() : 30);
      if ((value instanceof String || value instanceof Number || value instanceof Boolean)
          && bytes + size <= HEADLINE_BYTES / 2) {
        plain.put(metric.getKey(), value);
        bytes += size;
      }
    }
    return plain;
  }
}
