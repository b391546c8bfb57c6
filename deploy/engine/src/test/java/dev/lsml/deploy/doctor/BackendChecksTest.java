// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.Project;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.health.Probe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a backend answers, in what time, and what is made of it. */
class BackendChecksTest {
  private static final Project PROJECT =
      Project.of(
          JsonView.of(
              Map.of(
                  "id", 12L,
                  "title", "Reviews",
                  "label_config", "<View></View>",
                  "model_version", "",
                  "created_at", "2023-10-02T12:00:00Z")));

  private final List<String> calls = new ArrayList<>();
  private final List<Long> millis = new ArrayList<>();
  private long now;

  private Probe answering(int status, String body) {
    return (method, uri, authorization, json, limit) -> {
      calls.add(method + " " + uri + " " + authorization);
      now += (millis.isEmpty() ? 5 : millis.remove(0)) * 1_000_000L;
      return new Probe.Answer(status, body.getBytes(StandardCharsets.UTF_8));
    };
  }

  private List<Note> look(Probe probe, Patient backend, Project project) throws Exception {
    return new BackendChecks(backend, probe, () -> now).look(project);
  }

  private static final Patient OPEN = new Patient("http://localhost:9090", null, null, null);

  private static String remedy(Note note) {
    Finding finding = note.finding();
    return finding == null ? "none" : finding.remedy();
  }

  @Test
  void aBackendThatAnswersInTimeIsFineAndItsVersionKnown() throws Exception {
    BackendChecks checks =
        new BackendChecks(
            new Patient("http://localhost:9090/", "lsml", "password", null),
            answering(200, "{\"model_version\": \"texts-v1-a\"}"),
            () -> now);

    List<Note> notes = checks.look(PROJECT);

    assertThat(notes)
        .containsExactly(
            Note.good("/health answers in 5 ms (the first time 5 ms); Label Studio waits 1000 ms"),
            Note.good(
                "/setup answers in 5 ms (the first time 5 ms); Label Studio waits 3000 ms. Model"
                    + " version texts-v1-a"));
    assertThat(checks.modelVersion()).isEqualTo("texts-v1-a");
    assertThat(calls)
        .hasSize(4)
        .contains("POST http://localhost:9090/setup Basic bHNtbDpwYXNzd29yZA==");
  }

  @Test
  void aSlowFirstAnswerIsAColdStartAndASlowSecondOneAProblem() throws Exception {
    millis.addAll(List.of(1400L, 12L));
    Note cold = look(answering(200, "{}"), OPEN, null).get(0);
    assertThat(cold.text())
        .isEqualTo("The first /health after a pause is too slow for Label Studio");
    assertThat(remedy(cold))
        .contains("ML_TIMEOUT_HEALTH=10", "-Dgcp.minInstances=1", "-Daws.memory=3538");

    millis.addAll(List.of(1400L, 1100L));
    Note slow = look(answering(200, "{}"), OPEN, null).get(0);
    assertThat(slow.text()).isEqualTo("The backend's /health is too slow for Label Studio");
  }

  @Test
  void aWrongPasswordIsTold() throws Exception {
    Note note = look(answering(401, "{}"), OPEN, PROJECT).get(0);

    assertThat(note.text()).isEqualTo("The backend refuses the password");
    assertThat(remedy(note)).contains("BASIC_AUTH_USER");
  }

  @Test
  void nobodyAtTheAddressIsTold() throws Exception {
    Probe silent =
        (method, uri, authorization, json, limit) -> {
          throw new IOException("no connection to localhost");
        };

    List<Note> notes = look(silent, OPEN, PROJECT);

    assertThat(notes).hasSize(1);
    assertThat(notes.get(0).text())
        .isEqualTo("The backend does not answer at http://localhost:9090/health");
    assertThat(remedy(notes.get(0))).contains("mvn -Plocal", "-Dlsml.url=", "mvn lsml:logs");
  }

  @Test
  void anotherServersPageIsNoBackend() throws Exception {
    List<Note> notes = look(answering(200, "<html>\n  hello</html>"), OPEN, PROJECT);

    assertThat(notes.get(1).text()).isEqualTo("The backend's /setup names no model version");
    assertThat(String.valueOf(notes.get(1).finding())).contains("<html> hello</html>");
  }
}
