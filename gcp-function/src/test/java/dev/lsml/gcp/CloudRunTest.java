// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main of the image in a process of its own, with the variables that Cloud Run sets. */
@Timeout(120)
class CloudRunTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir Path folder;

  @Test
  void withoutArgumentsItServesAndLogsInTheFormOfCloudLogging() throws Exception {
    for (String[] arguments : new String[][] {{}, {"serve"}}) {
      try (ServerProcess server = start(Map.of("PORT", "0"), arguments)) {
        JsonView up = JsonView.of(Json.read(server.await("lsml serves")));
        assertThat(up.get("severity").string()).isEqualTo("INFO");
        String message = up.get("message").string();
        int port =
            Integer.parseInt(
                message.substring(
                    message.indexOf("port ") + 5, message.indexOf(':', message.indexOf("port "))));

        HttpAnswer health = SocketClient.exchange(port, HttpCall.of("GET", "/health"));
        assertThat(health.status()).isEqualTo(200);
        SocketClient.exchange(
            port,
            HttpCall.of("POST", "/webhook")
                .with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .withBody("{\"action\": \"TASKS_CREATED\"}"));
        JsonView ignored = JsonView.of(Json.read(server.await("webhook TASKS_CREATED ignored")));
        assertThat(ignored.get("logging.googleapis.com/trace").string())
            .isEqualTo("projects/my-project/traces/" + TRACE);

        server.terminate();
        server.await("Stopped.");
        assertThat(server.exitCode()).isEqualTo(128 + 15);
      }
    }
  }

  @Test
  void trainingWithNothingPendingEndsWell() throws Exception {
    try (ServerProcess job = start(Map.of(), "train")) {
      assertThat(job.exitCode()).isZero();
    }
    try (ServerProcess job = start(Map.of(), "train", "12.1696257600")) {
      assertThat(job.exitCode()).isZero();
    }
  }

  @Test
  void whatCannotStartIsOneErrorPerProblemAndTheCodeTwo() throws Exception {
    assertThat(failure(Map.of("PORT", "http", "LSML_TRAINING_JOBS", "x"), "serve"))
        .containsExactly(
            "lsml cannot start: LSML_TRAINING_JOBS is not a setting; the nearest is"
                + " LSML_TRAINING_JOB.",
            "lsml cannot start: PORT is 'http'; expected a whole number from 0 to 65535, such as"
                + " 9090.");
    assertThat(failure(Map.of("PORT", "0", "LSML_TRAINING_JOB", "my-job")))
        .singleElement()
        .asString()
        .startsWith(
            "lsml cannot start: LSML_TRAINING_JOB=my-job is no job that this backend can start; it"
                + " knows the form ")
        .contains("projects/PROJECT/locations/REGION/jobs/JOB")
        .endsWith(". Unset it to train in a thread of this process.");
    assertThat(failure(Map.of(), "train", "12", "13"))
        .containsExactly(
            "lsml cannot start: The arguments [train, 12, 13] are not understood; expected serve,"
                + " train or train UID.");
    assertThat(failure(Map.of("MODEL_DIR", "/dev/null/x"), "train"))
        .singleElement()
        .asString()
        .startsWith("lsml cannot start: The store's folder /dev/null/x cannot be used");
  }

  private List<String> failure(Map<String, String> environment, String... arguments)
      throws Exception {
    try (ServerProcess process = start(environment, arguments)) {
      List<JsonView> lines =
          process.rest().stream().map(line -> JsonView.of(Json.read(line))).toList();
      assertThat(process.exitCode()).isEqualTo(2);
      assertThat(lines)
          .allSatisfy(line -> assertThat(line.get("severity").string()).isEqualTo("ERROR"));
      return lines.stream().map(line -> line.get("message").string()).toList();
    }
  }

  private ServerProcess start(Map<String, String> environment, String... arguments)
      throws Exception {
    Map<String, String> all = new HashMap<>();
    all.put("K_SERVICE", "reviews");
    all.put("GOOGLE_CLOUD_PROJECT", "my-project");
    all.put("MODEL_DIR", folder.resolve("store").toString());
    all.putAll(environment);
    return ServerProcess.start(CloudRun.class, ServerProcess.classPath(), all, arguments);
  }
}
