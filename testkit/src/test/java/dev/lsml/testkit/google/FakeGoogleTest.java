// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.testkit.ManualClock;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeGoogleTest {
  private static final String JOB = "projects/shop/locations/us-central1/jobs/texts-train";

  private final FakeGoogle google =
      new FakeGoogle("shop", "42", "us-central1", ManualClock.atNewYear());

  @AfterEach
  void stop() {
    google.close();
  }

  private record Reply(int status, String text) {
    JsonView json() {
      return JsonView.of(Json.read(text));
    }
  }

  private Reply call(String method, String path, Map<String, String> headers, @Nullable Object body)
      throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(google.url() + path).toURL().openConnection();
    connection.setRequestMethod(method);
    headers.forEach(connection::setRequestProperty);
    if (body != null) {
      connection.setDoOutput(true);
      connection.getOutputStream().write(Json.bytes(body));
    }
    int status = connection.getResponseCode();
    try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Reply(
          status, new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  private Reply asRuntime(String method, String path, @Nullable Object body) throws IOException {
    return call(method, path, Map.of("Authorization", "Bearer " + FakeGoogle.RUNTIME_TOKEN), body);
  }

  @Test
  void theMetadataServerWantsItsHeaderAndGivesATokenThatWorks() throws IOException {
    String path = "computeMetadata/v1/instance/service-accounts/default/token";
    assertThat(call("GET", path, Map.of(), null).status()).isEqualTo(403);

    JsonView token = call("GET", path, Map.of("Metadata-Flavor", "Google"), null).json();

    assertThat(token.get("access_token").string()).isEqualTo(FakeGoogle.RUNTIME_TOKEN);
    assertThat(asRuntime("GET", "v3/projects/shop", null).json().get("name").string())
        .isEqualTo("projects/42");
    assertThat(
            call(
                    "GET",
                    "computeMetadata/v1/project/project-id",
                    Map.of("Metadata-Flavor", "Google"),
                    null)
                .text())
        .isEqualTo("shop");
  }

  @Test
  void aCallWithoutAKnownTokenIsRefused() throws IOException {
    assertThat(call("GET", "v3/projects/shop", Map.of(), null).status()).isEqualTo(401);
    assertThat(call("GET", "v3/projects/shop", Map.of("Authorization", "Bearer x"), null).status())
        .isEqualTo(401);
  }

  @Test
  void aJobRunsWithItsOverridesUntilWhatRunsItHasEnded() throws IOException {
    List<JobRun> runs = new ArrayList<>();
    CompletableFuture<Integer> end = new CompletableFuture<>();
    google.putRunResource(JOB, Map.of());
    google.onJobRun(
        run -> {
          runs.add(run);
          return end;
        });

    JsonView operation =
        asRuntime(
                "POST",
                "v2/" + JOB + ":run",
                Map.of(
                    "overrides",
                    Map.of(
                        "containerOverrides",
                        List.of(
                            Map.of(
                                "args", List.of("train", "12.1"),
                                "env", List.of(Map.of("name", "A", "value", "b")))))))
            .json();

    String execution = JOB + "/executions/texts-train-00001";
    assertThat(operation.get("metadata").get("name").string()).isEqualTo(execution);
    assertThat(runs)
        .containsExactly(
            new JobRun(JOB, "texts-train-00001", List.of("train", "12.1"), Map.of("A", "b")));
    assertThat(asRuntime("GET", "v2/" + execution, null).json().has("completionTime")).isFalse();

    end.complete(1);

    assertThat(asRuntime("GET", "v2/" + execution, null).json().get("failedCount").whole())
        .isEqualTo(1);
  }

  @Test
  void aJobThatIsNotThereCannotRun() throws IOException {
    assertThat(asRuntime("POST", "v2/" + JOB + ":run", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void everyVersionOfASecretCanBeReadAndNoOther() throws IOException {
    google.addSecretVersion("key", "one");
    google.addSecretVersion("key", "two");
    String path = "v1/projects/shop/secrets/key/versions/";

    assertThat(asRuntime("GET", path + "1:access", null).text()).contains("b25l"); // one
    assertThat(asRuntime("GET", path + "latest:access", null).text())
        .contains("dHdv") // two
        .contains("/versions/2");
    assertThat(asRuntime("GET", path + "3:access", null).status()).isEqualTo(404);
  }

  @Test
  void anApiThatIsDisabledRefusesUntilItIsEnabled() throws IOException {
    google.disable("secretmanager.googleapis.com");
    String path = "v1/projects/shop/secrets/key/versions/latest:access";
    assertThat(asRuntime("GET", path, null).text()).contains("SERVICE_DISABLED");

    asRuntime(
        "POST",
        "v1/projects/shop/services:batchEnable",
        Map.of("serviceIds", List.of("secretmanager.googleapis.com")));

    assertThat(asRuntime("GET", path, null).status()).isEqualTo(404);
  }

  @Test
  void logEntriesAreFoundByTheirFields() throws IOException {
    asRuntime(
        "POST",
        "v2/entries:write",
        Map.of(
            "resource", Map.of("labels", Map.of("service_name", "texts")),
            "entries",
                List.of(
                    Map.of("severity", "INFO", "textPayload", "a"),
                    Map.of("severity", "ERROR", "textPayload", "b"))));

    assertThat(texts("resource.labels.service_name=\"texts\" AND severity>=\"WARNING\""))
        .containsExactly("b");
    assertThat(texts("(textPayload=\"a\" OR textPayload=\"c\") AND timestamp>=\"2026\""))
        .containsExactly("a");
    assertThat(texts("resource.labels.service_name=\"other\"")).isEmpty();
    assertThat(list("severity LIKE x").status()).isEqualTo(400);
  }

  private Reply list(String filter) throws IOException {
    return asRuntime(
        "POST",
        "v2/entries:list",
        Map.of("resourceNames", List.of("projects/shop"), "filter", filter));
  }

  private List<String> texts(String filter) throws IOException {
    return list(filter).json().get("entries").items().stream()
        .map(entry -> entry.get("textPayload").string())
        .toList();
  }
}
