// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.TaskPages;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.LabelStudioServer;
import dev.lsml.e2e.parts.Parts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bulk pre-annotation as an image runs it, with a Label Studio that checks every prediction. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreannotateIT {
  private static final String CONFIG =
      "<View><Text name=\"t\" value=\"$text\"/><Choices name=\"c\" toName=\"t\">"
          + "<Choice value=\"Positive\"/><Choice value=\"Negative\"/></Choices></View>";

  private Path folder;
  private LabelStudioServer labelStudio;
  private String key;
  private LabelStudioClient client;

  @BeforeAll
  void start() throws Exception {
    folder = Folders.fresh(getClass());
    labelStudio =
        Parts.need(
            "label-studio",
            () ->
                LabelStudioServer.start(
                    folder.resolve("label-studio"), LabelStudioServer.STRICT_PREDICTIONS));
    key = labelStudio.signIn().newPersonalAccessToken();
    client = labelStudio.client(key);
  }

  @AfterAll
  void stop() {
    if (labelStudio != null) {
      labelStudio.close();
    }
  }

  private String run(int code, Map<String, String> environment, String... arguments)
      throws Exception {
    String classPath =
        Files.readString(Path.of(System.getProperty("lsml.e2e.backendClassPath"))).strip();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath, "dev.lsml.preannotate.Preannotate"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("LSML_STORE", folder.resolve("store").toUri().toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(code);
    return output;
  }

  private List<Task> tasks(long project) {
    List<Task> tasks = new ArrayList<>();
    for (TaskPages pages = client.tasks(project); pages.hasNext(); ) {
      tasks.addAll(pages.next());
    }
    return tasks;
  }

  private static void assertPredicted(Task task) {
    assertThat(task.predictions()).hasSize(1);
    Prediction prediction = task.predictions().get(0);
    assertThat(prediction.modelVersion()).startsWith("text-classifier-v0-");
    assertThat(prediction.score()).isBetween(0.0, 1.0);
    assertThat(prediction.result().get(0).fromName()).isEqualTo("c");
  }

  @Test
  void everyTaskOfAProjectGetsItsPredictionAndASecondRunSendsNone() throws Exception {
    long project = client.createProject(Map.of("title", "in bulk", "label_config", CONFIG)).id();
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < 1100; i++) {
      rows.add(Map.of("data", Map.of("text", "review " + i)));
    }
    client.importTasks(project, rows);
    Map<String, String> contact =
        Map.of("LABEL_STUDIO_URL", labelStudio.url().toString(), "LABEL_STUDIO_API_KEY", key);

    String first = run(0, contact, "--project", Long.toString(project));

    assertThat(first)
        .contains("1,100 of 1,100 tasks predicted by text-classifier-v0-")
        .doesNotContain(key);
    List<Task> tasks = tasks(project);
    assertThat(tasks).hasSize(1100).allSatisfy(PreannotateIT::assertPredicted);

    client.importTasks(project, List.of(Map.of("data", Map.of("text", "a late one"))));
    assertThat(run(0, contact, "--project", Long.toString(project)))
        .contains("1 of 1,101 tasks predicted", "1,100 had that prediction already");
    assertThat(client.modelVersions(project).values()).containsExactly(1101L);
  }

  @Test
  void theOutputForAFileIsImportedWithItsPredictions() throws Exception {
    Path input = folder.resolve("reviews.csv");
    StringBuilder csv = new StringBuilder("id,text\r\n");
    for (int i = 0; i < 300; i++) {
      csv.append(i).append(",\"review \"\"").append(i).append("\"\"\r\nover two lines, é 😀\"\r\n");
    }
    csv.append("300\r\n");
    Files.writeString(input, csv);
    Path config = Files.writeString(folder.resolve("labels.xml"), CONFIG);
    Path output = folder.resolve("tasks.json");

    String said =
        run(
            3,
            Map.of(),
            "--input",
            input.toString(),
            "--output",
            output.toString(),
            "--label-config",
            config.toString());

    assertThat(said).contains("300 tasks of 301 rows");
    long project =
        client.createProject(Map.of("title", "from a file", "label_config", CONFIG)).id();
    JsonView imported =
        client.importTasks(
            project, (List<?>) JsonView.of(Json.read(Files.readAllBytes(output))).value());
    assertThat(imported.get("task_count").whole()).isEqualTo(300);
    assertThat(imported.get("prediction_count").whole()).isEqualTo(300);
    List<Task> tasks = tasks(project);
    assertThat(tasks).hasSize(300).allSatisfy(PreannotateIT::assertPredicted);
    assertThat(tasks.get(7).data())
        .containsEntry("id", "7")
        .containsEntry("text", "review \"7\"\r\nover two lines, é 😀");
  }

  @Test
  void aKeyThatLabelStudioDoesNotKnowEndsItWithWhatToDo() throws Exception {
    String said =
        run(
            1,
            Map.of(
                "LABEL_STUDIO_URL",
                labelStudio.url().toString(),
                "LABEL_STUDIO_API_KEY",
                "0123456789abcdef0123456789abcdef01234567"),
            "--project",
            "1");
    assertThat(said).contains("401", "Personal Access Token").doesNotContain("\tat ");
  }
}
