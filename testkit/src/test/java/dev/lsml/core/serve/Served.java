// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.Backend;
import dev.lsml.core.Edges;
import dev.lsml.core.config.Settings;
import dev.lsml.core.http.Headers;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.testkit.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A backend in memory with short words for calling it; its steady clock moves only when told. */
final class Served implements AutoCloseable {
  static final String CONFIG =
      "<View><Text name=\"text\" value=\"$text\"/><Choices name=\"sentiment\" toName=\"text\">"
          + "<Choice value=\"Positive\"/><Choice value=\"Negative\"/></Choices></View>";

  final ObjectStore store;
  final AtomicLong nanos = new AtomicLong();
  private final AtomicLong ids = new AtomicLong();
  private final Backend backend;

  Served(Class<? extends LabelStudioModel> model, Path folder, Map<String, String> environment) {
    this(model, new InMemoryObjectStore(), folder, environment);
  }

  Served(
      Class<? extends LabelStudioModel> model,
      ObjectStore store,
      Path folder,
      Map<String, String> environment) {
    this.store = store;
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("LSML_STORE", folder.toUri().toString());
    this.backend =
        Backend.open(
            Settings.of(all),
            ModelType.of(model),
            new Edges(
                store,
                () -> store,
                cache(folder),
                Clock.systemUTC(),
                nanos::get,
                () -> "id-" + ids.incrementAndGet()));
  }

  private static Path cache(Path folder) {
    try {
      return Files.createDirectories(folder.resolve("cache"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Answer get(String path) {
    return send("GET", path, Headers.empty(), "");
  }

  Answer post(String path, String body) {
    return send("POST", path, Headers.empty().with("Content-Type", "application/json"), body);
  }

  Answer setup(String project, String config) {
    return post("/setup", Json.text(Map.of("project", project, "schema", config)));
  }

  Answer send(String method, String path, Headers headers, String body) {
    int query = path.indexOf('?');
    try {
      HttpResponse response =
          backend.handle(
              new HttpRequest(
                  method,
                  query < 0 ? path : path.substring(0, query),
                  query < 0 ? null : path.substring(query + 1),
                  headers,
                  new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      response.body().writeTo(out);
      return new Answer(response, out.toString(StandardCharsets.UTF_8));
    } catch (Exception e) {
      throw new AssertionError("a backend answers, it does not throw", e);
    }
  }

  @Override
  public void close() {
    backend.close();
  }

  /** A response with its body read. */
  record Answer(HttpResponse response, String body) {
    int status() {
      return response.status();
    }

    JsonView json() {
      return JsonView.of(Json.read(body));
    }

    String version() {
      return json().get("model_version").string();
    }
  }
}
