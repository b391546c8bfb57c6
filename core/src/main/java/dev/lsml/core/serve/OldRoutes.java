// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.ProtocolCodec;
import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.train.TrainingStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of old Label Studio releases, and those that current ones define but never make
 * (protocol §1.10, §1.11). Thread-safe.
 */
final class OldRoutes {
  private final Projects projects;
  private final Training training;
  private final WebhookHandler webhook;
  private final String modelClass;

  OldRoutes(Projects projects, Training training, WebhookHandler webhook, String modelClass) {
    this.projects = projects;
    this.training = training;
    this.webhook = webhook;
    this.modelClass = modelClass;
  }

  void addTo(Router router) {
    router
        .on("POST", "/train", this::train)
        .on("POST", "/validate", this::validate)
        .on("GET", "/versions", this::versions)
        .on("POST", "/job_status", this::jobStatus)
        .on("GET", "/is_training", this::isTraining)
        .on("POST", "/duplicate_model", this::duplicate)
        .on("POST", "/delete", this::delete);
  }

  /** The annotations in the body are a hint like any event: the truth is fetched by the run. */
  private HttpResponse train(HttpRequest http) throws Exception {
    JsonView body = JsonView.of(Json.read(http.body()));
    ProjectUid project = ProtocolCodec.uid(body.get("project"));
    if (project.equals(ProjectUid.NONE)) {
      return HttpResponse.error(
          400,
          "The body names no project to train",
          "\"project\" is missing",
          "send {\"project\": \"<id>.<created_at in unix seconds>\"}");
    }
    return webhook.answer(new WebhookEvent(WebhookHandler.START_TRAINING, project, null, 0, null));
  }

  private HttpResponse validate(HttpRequest http) throws Exception {
    LabelConfig config =
        LabelConfig.parse(JsonView.of(Json.read(http.body())).get("config").string());
    return HttpResponse.json(
        200, Map.of("status", "ok", "controls", new ArrayList<>(config.controls().keySet())));
  }

  private HttpResponse versions(HttpRequest http) throws Exception {
    String asked = http.queryParameters().get("project");
    List<String> versions = new ArrayList<>();
    for (ServedProject project : projects.all()) {
      if (asked == null || asked.equals(project.uid().value())) {
        versions.add(project.version());
      }
    }
    return HttpResponse.json(200, Map.of("versions", versions));
  }

  /** A job's name towards Label Studio, from which its project can be told. */
  static String job(ProjectUid project, String request) {
    return project + ":" + request;
  }

  /** A job that is no longer known was removed, which is status 410 (protocol §1.11). */
  private HttpResponse jobStatus(HttpRequest http) throws Exception {
    String job = JsonView.of(Json.read(http.body())).get("job").string();
    int colon = job.indexOf(':');
    ProjectUid project =
        ProtocolCodec.uid(new JsonView(job.substring(0, Math.max(0, colon)), "job"));
    String status = training.status(project).job(job.substring(colon + 1));
    if (status == null) {
      return HttpResponse.error(
          410,
          "There is no job " + job + " any more",
          "only the newest training of a project is remembered",
          "see GET /status for what was trained");
    }
    return HttpResponse.json(200, Map.of("job_status", status));
  }

  private HttpResponse isTraining(HttpRequest http) throws Exception {
    String asked = http.queryParameters().get("project");
    ProjectUid uid = ProtocolCodec.uid(JsonView.of(asked));
    TrainingStatus status = training.status(uid);
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("is_training", status.state() != TrainingStatus.State.IDLE);
    answer.put("backend", modelClass);
    answer.put("model_version", projects.of(uid).version());
    return HttpResponse.json(200, answer);
  }

  /** A copy is not needed: the copied project trains its own versions from its own annotations. */
  private HttpResponse duplicate(HttpRequest http) throws Exception {
    JsonView body = JsonView.of(Json.read(http.body()));
    ProjectUid destination = ProtocolCodec.uid(body.get("project_dst"));
    return HttpResponse.json(
        200, Map.of("status", "ok", "model_version", projects.of(destination).version()));
  }

  /** Frees what is loaded; what was trained stays in the store. */
  private HttpResponse delete(HttpRequest http) throws Exception {
    projects.forget(ProtocolCodec.uid(JsonView.of(Json.read(http.body())).get("project")));
    return HttpResponse.json(200, Map.of("status", "ok", "detail", "trained versions are kept"));
  }
}
