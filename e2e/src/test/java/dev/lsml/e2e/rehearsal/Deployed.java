// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.Task;
import dev.lsml.e2e.parts.Http;
import dev.lsml.e2e.parts.Reply;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The backend that a rehearsal has deployed: what is applied, what it answers, what it learned. */
abstract class Deployed {
  /** The address that Terraform was told. */
  abstract URI endpoint() throws Exception;

  /** The password that the deployment made up. */
  abstract String password() throws Exception;

  /** An object of the bucket with the models; {@code null} when there is none. */
  abstract byte @Nullable [] stored(String key) throws Exception;

  /** How many tasks the version was trained on that learned most; 0 before any. */
  long learnedFrom(ProjectUid project) throws Exception {
    byte[] head = stored("projects/" + project + "/head.json");
    List<JsonView> versions =
        head == null ? List.of() : JsonView.of(Json.read(head)).get("history").items();
    return versions.stream().mapToLong(version -> version.get("tasks").whole()).max().orElse(0);
  }

  /** Asks for a prediction. */
  Reply predict(ProjectUid project, Task task) throws Exception {
    return call(
        "POST",
        "/predict",
        Map.of("Authorization", Http.basic("lsml", password())),
        Json.text(
            Map.of(
                "tasks",
                List.of(Map.of("id", task.id(), "data", task.data())),
                "project",
                project.value())));
  }

  /** The version that a prediction is of. */
  String predictedBy(ProjectUid project, Task task) throws Exception {
    JsonView results = predict(project, task).expect(200).json().get("results");
    return results.items().get(0).get("model_version").string();
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
