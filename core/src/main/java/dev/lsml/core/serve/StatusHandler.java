// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.protocol.ProtocolCodec;
import dev.lsml.core.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /status}: per project the version in force, how training stands, the last error and
 * the figures of each kept version. {@code ?project=UID} asks for one. Thread-safe.
 */
final class StatusHandler implements HttpHandler {
  private final Projects projects;
  private final ModelType type;
  private final Training training;
  private final Metrics metrics;

  StatusHandler(Projects projects, ModelType type, Training training, Metrics metrics) {
    this.projects = projects;
    this.type = type;
    this.training = training;
    this.metrics = metrics;
  }

  @Override
  public HttpResponse handle(HttpRequest request) throws Exception {
    String asked = request.queryParameters().get("project");
    List<ServedProject> shown = new ArrayList<>();
    if (asked == null) {
      shown.addAll(projects.all());
    } else {
      shown.add(projects.of(ProtocolCodec.uid(new JsonView(asked, "project"))));
    }
    Map<String, Object> list = new LinkedHashMap<>();
    for (ServedProject project : shown) {
      list.put(project.uid().value(), project(project));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("model", type.name());
    answer.put("model_class", type.className());
    answer.put("trainable", type.trainable());
    answer.put("predictions", metrics.value("lsml_predictions_total"));
    answer.put("projects", list);
    return HttpResponse.json(200, answer);
  }

  private Map<String, @Nullable Object> project(ServedProject project) throws StoreException {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("model_version", project.version());
    json.put("loaded_models", project.loadedInstances().size());
    json.put("load_error", project.loadError());
    json.putAll(training.status(project.uid()).json());
    return json;
  }
}
