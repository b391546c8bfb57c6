// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.labelstudio.LoopbackServer.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The requests that the thin methods make, against protocol §5.2, §5.3 and §2.5. */
final class LabelStudioClientTest {

  @Test
  void everyMethodCallsWhatTheProtocolNames() {
    String project =
        "{\"id\":7,\"title\":\"t\",\"label_config\":\"<View/>\",\"model_version\":\"v1\","
            + "\"created_at\":\"2024-05-01T10:00:00.123456Z\"}";
    try (LoopbackServer server =
        new LoopbackServer(
            request ->
                request.path().startsWith("/studio/api/projects/")
                        && !request.path().contains("import")
                    ? Answer.json(200, project)
                    : request.method().equals("GET") && !request.path().endsWith("whoami")
                        ? Answer.json(200, "[{\"id\":1}]")
                        : Answer.json(200, "{\"id\":1}"))) {
      LabelStudioClient client =
          new LabelStudioClient(
              new BaseUrl(server.url() + "/studio/"),
              ApiKey.of(Tokens.LEGACY),
              ClientOptions.defaults(new ManualTime()));

      assertThat(client.project(7).uid().value()).isEqualTo("7.1714557600");
      assertThat(client.createProject(Map.of("title", "t")).labelConfig()).isEqualTo("<View/>");
      assertThat(client.patchProject(7, Map.of("model_version", "v1")).modelVersion())
          .isEqualTo("v1");
      assertThat(client.whoami().get("id").whole()).isEqualTo(1);
      client.importTasks(7, List.of(Map.of("text", "a")));
      client.importPredictions(7, List.of(Map.of("task", 1)));
      client.createAnnotation(3, Map.of("result", List.of()));
      assertThat(client.modelVersions(7)).containsKey("model_version");
      client.deleteModelVersion(7, "v1");
      client.action(7, "retrieve_tasks_predictions", List.of());
      client.action(7, "predictions_to_annotations", List.of(1L, 2L));
      assertThat(client.backends(7)).hasSize(1);
      client.createBackend(Map.of("url", "http://h", "project", 7));
      client.patchBackend(2, Map.of("url", "http://h", "project", 7));
      client.trainBackend(2);
      client.deleteBackend(2);
      assertThat(client.webhooks(7)).hasSize(1);
      client.createWebhook(Map.of("url", "http://h/webhook"));
      client.patchWebhook(5, Map.of("headers", Map.of("X-Secret", "s")));
      client.deleteWebhook(5);

      assertThat(server.seen())
          .extracting(seen -> seen.method() + " " + seen.target() + " " + seen.body())
          .containsExactly(
              "GET /studio/api/projects/7/ ",
              "POST /studio/api/projects/ {\"title\":\"t\"}",
              "PATCH /studio/api/projects/7/ {\"model_version\":\"v1\"}",
              "GET /studio/api/current-user/whoami ",
              "POST /studio/api/projects/7/import [{\"text\":\"a\"}]",
              "POST /studio/api/projects/7/import/predictions [{\"task\":1}]",
              "POST /studio/api/tasks/3/annotations/ {\"result\":[]}",
              "GET /studio/api/projects/7/model-versions/ ",
              "DELETE /studio/api/projects/7/model-versions/ {\"model_version\":\"v1\"}",
              server.seen().get(9).method()
                  + " /studio/api/dm/actions?id=retrieve_tasks_predictions&project=7 "
                  + server.seen().get(9).body(),
              server.seen().get(10).method()
                  + " /studio/api/dm/actions?id=predictions_to_annotations&project=7 "
                  + server.seen().get(10).body(),
              "GET /studio/api/ml/?project=7 ",
              "POST /studio/api/ml/ " + server.seen().get(12).body(),
              "PATCH /studio/api/ml/2 " + server.seen().get(13).body(),
              "POST /studio/api/ml/2/train {}",
              "DELETE /studio/api/ml/2 ",
              "GET /studio/api/webhooks/?project=7 ",
              "POST /studio/api/webhooks/ {\"url\":\"http://h/webhook\"}",
              "PATCH /studio/api/webhooks/5/ {\"headers\":{\"X-Secret\":\"s\"}}",
              "DELETE /studio/api/webhooks/5/ ");
      assertThat(Json.read(server.seen().get(9).body()))
          .isEqualTo(Map.of("selectedItems", Map.of("all", true, "excluded", List.of())));
      assertThat(Json.read(server.seen().get(10).body()))
          .isEqualTo(Map.of("selectedItems", Map.of("all", false, "included", List.of(1L, 2L))));
      assertThat(Json.read(server.seen().get(12).body()))
          .isEqualTo(Map.of("url", "http://h", "project", 7L));
      assertThat(server.seen())
          .allMatch(seen -> seen.authorization().equals("Token " + Tokens.LEGACY));
    }
  }

  @Test
  void theVersionIsTheRelease() {
    try (LoopbackServer server =
        new LoopbackServer(request -> Answer.json(200, "{\"release\":\"1.23.2\"}"))) {
      LabelStudioClient client =
          new LabelStudioClient(
              new BaseUrl(server.url()),
              ApiKey.of(Tokens.LEGACY),
              ClientOptions.defaults(new ManualTime()));

      assertThat(client.version()).isEqualTo("1.23.2");
      assertThat(server.seen().get(0).target()).isEqualTo("/api/version/");
    }
  }
}
