// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.Task;
import dev.lsml.e2e.cloudrun.CloudService;
import dev.lsml.e2e.cloudrun.Execution;
import dev.lsml.e2e.parts.Http;
import dev.lsml.e2e.parts.Reply;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The backend that a rehearsal has deployed: what is applied, what it answers, what it learned. */
final class Deployed {
  private final Rehearsal rehearsal;
  private final String service;

  Deployed(Rehearsal rehearsal, String service) {
    this.rehearsal = rehearsal;
    this.service = service;
  }

  /** Its service in Cloud Run. */
  CloudService service() {
    return rehearsal.stage().service(service);
  }

  /** The address that Terraform was told. */
  URI endpoint() {
    return URI.create(
        String.valueOf(rehearsal.provider().resource("google_cloud_run_v2_service").get("uri")));
  }

  /** The image that Terraform has applied, with its digest. */
  String image() {
    JsonView applied = JsonView.of(rehearsal.provider().resource("google_cloud_run_v2_service"));
    JsonView template = applied.get("template").items().get(0);
    return template.get("containers").items().get(0).get("image").string();
  }

  /** How often anything was made, changed, deleted or refused by way of Terraform. */
  int changes() {
    return rehearsal.provider().log().size();
  }

  /** All executions of the job that trains. */
  List<Execution> executions() {
    return rehearsal.stage().job(service + "-train").executions();
  }

  /** Whether no execution runs. */
  boolean isAtRest() {
    return executions().stream().allMatch(execution -> execution.outcome().isDone());
  }

  /** The bucket with the models. */
  String models() {
    return Rehearsal.PROJECT + "-" + service + "-models";
  }

  /** How many tasks the version was trained on that learned most; 0 before any. */
  long learnedFrom(ProjectUid project) {
    byte[] head = rehearsal.storage().content(models(), "projects/" + project + "/head.json");
    List<JsonView> versions =
        head == null ? List.of() : JsonView.of(Json.read(head)).get("history").items();
    return versions.stream().mapToLong(version -> version.get("tasks").whole()).max().orElse(0);
  }

  /** Asks for a prediction, with the password that the deployment made up. */
  Reply predict(ProjectUid project, Task task) throws Exception {
    String password = rehearsal.secrets().latest(service + "-basic-auth-pass");
    return call(
        "POST",
        "/predict",
        Map.of("Authorization", Http.basic("lsml", password)),
        Json.text(
            Map.of(
                "tasks",
                List.of(Map.of("id", task.id(), "data", task.data())),
                "project",
                project.value())));
  }

  Reply call(String method, String path, Map<String, String> headers, @Nullable String body)
      throws Exception {
    Map<String, String> all = new HashMap<>(headers);
    if (body != null) {
      all.put("Content-Type", "application/json");
    }
    return Http.call(method, endpoint().resolve(path), all, body);
  }
}
