// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts requests and what they did, logs one line for each, and prints the counts in Prometheus'
 * text format 0.0.4. Thread-safe.
 */
final class Metrics {
  private static final Logger LOG = System.getLogger("dev.lsml.access");

  private final LongSupplier nanos;
  private final Map<String, LongAdder> counters = new ConcurrentSkipListMap<>();

  Metrics(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Adds to a counter; the name may end in labels, as in {@code name{label="value"}}. */
  void add(String counter, long amount) {
    LongAdder adder = counters.get(counter);
    if (adder == null) {
      adder = counters.computeIfAbsent(counter, c -> new LongAdder());
    }
    adder.add(amount);
  }

  long value(String counter) {
    LongAdder adder = counters.get(counter);
    return adder == null ? 0 : adder.sum();
  }

  /**
   * The handler, counted and logged; {@code /health} only at DEBUG, since it comes all the time.
   */
  HttpHandler around(Router routes, HttpHandler next) {
    return request -> {
      long start = nanos.getAsLong();
      HttpResponse response = next.handle(request);
      long micros = (nanos.getAsLong() - start) / 1000;
      // Unknown paths share one label, or a scanner could fill the memory with names.
      String path = routes.knows(request.path()) ? request.path() : "other";
      add("lsml_requests_total{path=\"" + path + "\",status=\"" + response.status() + "\"}", 1);
      add("lsml_request_microseconds_total{path=\"" + path + "\"}", micros);
      Level level = response.status() < 400 ? Level.DEBUG : Level.INFO;
      if (LOG.isLoggable(level)) {
        LOG.log(
            level,
            request.method() + " " + path + " " + response.status() + " " + micros / 1000 + " ms");
      }
      return response;
    };
  }

  HttpResponse print(HttpRequest request) {
    StringBuilder text = new StringBuilder();
    String family = "";
    for (Map.Entry<String, LongAdder> counter : counters.entrySet()) {
      int brace = counter.getKey().indexOf('{');
      String name = brace < 0 ? counter.getKey() : counter.getKey().substring(0, brace);
      if (!name.equals(family)) {
        text.append("# TYPE ").append(name).append(" counter\n");
        family = name;
      }
      text.append(counter.getKey()).append(' ').append(counter.getValue().sum()).append('\n');
    }
    return HttpResponse.text(200, "text/plain; version=0.0.4", text.toString());
  }
}
