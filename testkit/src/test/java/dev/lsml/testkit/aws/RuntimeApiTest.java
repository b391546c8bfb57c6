// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RuntimeApiTest {
  private final HttpClient runtime = HttpClient.newHttpClient();
  private RuntimeApi api;

  @BeforeEach
  void open() throws IOException {
    api = new RuntimeApi(Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void anEventGoesToTheRuntimeAndItsAnswerComesBack() throws Exception {
    CompletableFuture<String> answer = invoke("{\"a\":1}");
    HttpResponse<String> event = get("invocation/next");
    assertThat(event.body()).isEqualTo("{\"a\":1}");
    assertThat(event.headers().firstValue("Lambda-Runtime-Invoked-Function-Arn")).isPresent();
    assertThat(event.headers().firstValueAsLong("Lambda-Runtime-Deadline-Ms").getAsLong())
        .isGreaterThan(System.currentTimeMillis());

    assertThat(post("invocation/" + id(event) + "/response", "done")).isEqualTo(202);

    assertThat(answer.get()).isEqualTo("done");
    assertThat(api.calls()).containsExactly("GET invocation/next", "POST invocation/response");
  }

  @Test
  void anAnswerToNoEventIsRefused() throws Exception {
    assertThat(post("invocation/1-2-3/response", "done")).isEqualTo(400);
  }

  @Test
  void aFunctionsErrorIsThatOfItsInvocationOnly() throws Exception {
    CompletableFuture<String> answer = invoke("{}");
    post("invocation/" + id(get("invocation/next")) + "/error", "{\"errorMessage\":\"no\"}");
    assertThatThrownBy(answer::get).hasMessageContaining("{\"errorMessage\":\"no\"}");

    CompletableFuture<String> next = invoke("{}");
    post("invocation/" + id(get("invocation/next")) + "/response", "yes");
    assertThat(next.get()).isEqualTo("yes");
  }

  @Test
  void aRuntimeThatMayBeCopiedWaitsForTheCopy() throws Exception {
    CompletableFuture<HttpResponse<String>> copied =
        runtime.sendAsync(request("restore/next").GET().build(), BodyHandlers.ofString());
    api.awaitInitialized();
    assertThat(copied).isNotDone();

    api.restore();

    assertThat(copied.get().statusCode()).isEqualTo(200);
  }

  @Test
  void anErrorAtTheStartIsThatOfEveryInvocation() throws Exception {
    post("init/error", "{\"errorMessage\":\"no model\"}");

    assertThatThrownBy(api::awaitInitialized).hasMessageContaining("no model");
    assertThatThrownBy(() -> api.invoke(new byte[0])).hasMessageContaining("no model");
  }

  private CompletableFuture<String> invoke(String event) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(api.invoke(event.getBytes(UTF_8)), UTF_8);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e.getMessage(), e);
          }
        });
  }

  private static String id(HttpResponse<String> event) {
    return event.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return runtime.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  private int post(String path, String body) throws IOException, InterruptedException {
    return runtime
        .send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString())
        .statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path));
  }
}
