// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.Backend;
import dev.lsml.core.config.Settings;
import dev.lsml.core.http.Headers;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as Label Studio meets it: found on the class path and asked over the protocol. */
class ServedTest {
  private static final String CONFIG =
      "<View><Text name='review' value='$text'/><Choices name='sentiment' toName='review'>"
          + "<Choice value='Positive'/><Choice value='Negative'/></Choices></View>";

  @TempDir Path folder;

  @Test
  void labelStudioGetsItsVersionAndPredictionsThatCarryIt() throws Exception {
    try (Backend backend =
        Backend.open(Settings.of(Map.of("LSML_STORE", "file:" + folder.resolve("store"))))) {
      Map<String, Object> setup = new LinkedHashMap<>();
      setup.put("project", "1.1700000000");
      setup.put("schema", CONFIG);
      Object version = post(backend, "/setup", setup).get("model_version");
      assertThat(version).asString().startsWith("text-classifier-v");

      setup.remove("schema");
      setup.put("label_config", CONFIG);
      setup.put(
          "tasks",
          List.of(
              Map.of("id", 1, "data", Map.of("text", "A negative review")),
              Map.of("id", 2, "data", Map.of("text", ""))));
      Map<String, Object> answer = post(backend, "/predict", setup);
      List<?> results = (List<?>) answer.get("results");
      assertThat(results).hasSize(2);
      Map<?, ?> first = (Map<?, ?>) results.get(0);
      assertThat(first.get("model_version")).isEqualTo(version);
      assertThat(first.get("score")).isEqualTo(0.5);
      Map<?, ?> region = (Map<?, ?>) ((List<?>) first.get("result")).get(0);
      assertThat(region.get("value")).isEqualTo(Map.of("choices", List.of("Negative")));
      Map<?, ?> second = (Map<?, ?>) results.get(1);
      assertThat(second.get("result")).isEqualTo(List.of());
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> post(Backend backend, String path, Object body)
      throws Exception {
    HttpResponse response =
        backend.handle(
            new HttpRequest(
                "POST",
                path,
                "",
                Headers.empty().with("Content-Type", "application/json"),
                new ByteArrayInputStream(Json.bytes(body))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    response.body().writeTo(out);
    assertThat(response.status()).as(out.toString()).isEqualTo(200);
    return (Map<String, Object>) Json.read(out.toByteArray());
  }
}
