// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.core.labelstudio.Project;
import dev.lsml.core.labelstudio.TaskPages;
import dev.lsml.core.protocol.Task;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.LabelStudioServer;
import dev.lsml.e2e.parts.LabelStudioSession;
import dev.lsml.e2e.parts.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What lsml relies on in a Label Studio just as pip installs it: its keys, its API, its limits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelStudioIT {
  private static final String CONFIG =
      "<View><Text name=\"text\" value=\"$review\"/><Choices name=\"sentiment\" toName=\"text\">"
          + "<Choice value=\"Positive\"/><Choice value=\"Negative\"/></Choices></View>";

  private LabelStudioServer labelStudio;
  private LabelStudioSession person;
  private LabelStudioClient client;

  @BeforeAll
  void startWithDefaults() throws Exception {
    labelStudio =
        Parts.need(
            "label-studio", () -> LabelStudioServer.start(Folders.fresh(getClass()), Map.of()));
    person = labelStudio.signIn();
    client = labelStudio.client(person.newPersonalAccessToken());
  }

  @AfterAll
  void stop() {
    if (labelStudio != null) {
      labelStudio.close();
    }
  }

  @Test
  void theReleaseIsThePinnedOne() {
    assertThat(client.version()).isEqualTo(LabelStudioServer.VERSION);
  }

  @Test
  void aPersonalAccessTokenActsForItsUser() {
    assertThat(client.whoami().get("email").string()).isEqualTo("person@example.org");
  }

  @Test
  void aLegacyTokenWorksOnlyAfterTheOrganizationAllowsThem() throws Exception {
    LabelStudioClient legacy = labelStudio.client(person.legacyToken());
    assertThatThrownBy(legacy::whoami)
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("legacy token authentication has been disabled")
        .hasMessageContaining("open Account & Settings > Personal Access Token");
    person.allowLegacyTokens(true);
    assertThat(legacy.whoami().get("email").string()).isEqualTo("person@example.org");
    person.allowLegacyTokens(false);
  }

  @Test
  void theTasksOfAProjectComePageByPageAndTheLabelledOnesAlone() {
    long project = reviews(250).id();
    List<Task> tasks = all(client.tasks(project));
    assertThat(tasks).hasSize(250);
    assertThat(tasks).extracting(task -> task.data().get("review")).startsWith("0").endsWith("249");

    label(tasks.get(3), "Positive");
    label(tasks.get(120), "Negative");
    assertThat(all(client.labelledTasks(project)))
        .extracting(task -> task.data().get("review"))
        .containsExactly("3", "120");
  }

  @Test
  void storedPredictionsAreCountedByVersionAndDeletedByVersion() {
    long project = reviews(4).id();
    List<Task> tasks = all(client.tasks(project));
    client.importPredictions(
        project,
        tasks.stream()
            .map(
                task ->
                    Map.of(
                        "task",
                        task.id(),
                        "result",
                        List.of(region("Positive")),
                        "score",
                        0.5,
                        "model_version",
                        task.id() % 2 == 0 ? "even" : "odd"))
            .toList());
    assertThat(client.modelVersions(project))
        .containsOnly(Map.entry("even", 2L), Map.entry("odd", 2L));
    client.deleteModelVersion(project, "odd");
    assertThat(client.modelVersions(project)).containsOnly(Map.entry("even", 2L));
  }

  @Test
  void aBackendOnThisMachineIsRefusedUntilPrivateAddressesAreAllowed() {
    long project = reviews(1).id();
    assertThatThrownBy(
            () -> client.createBackend(Map.of("project", project, "url", "http://127.0.0.1:9090")))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("URL resolves to a reserved network address (block: 127.0.0.0/8)");
  }

  private Project reviews(int tasks) {
    Project project = client.createProject(Map.of("title", "Reviews", "label_config", CONFIG));
    client.importTasks(
        project.id(),
        IntStream.range(0, tasks)
            .mapToObj(i -> Map.of("data", Map.of("review", Integer.toString(i))))
            .toList());
    return project;
  }

  private void label(Task task, String label) {
    client.createAnnotation(task.id(), Map.of("result", List.of(region(label))));
  }

  private static Map<String, Object> region(String label) {
    return Map.of(
        "from_name", "sentiment",
        "to_name", "text",
        "type", "choices",
        "value", Map.of("choices", List.of(label)));
  }

  private static List<Task> all(TaskPages pages) {
    List<Task> tasks = new ArrayList<>();
    pages.forEachRemaining(tasks::addAll);
    return tasks;
  }
}
