// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.deploy.doctor.Doctor;
import dev.lsml.deploy.doctor.Note;
import dev.lsml.deploy.doctor.Patient;
import dev.lsml.deploy.health.HttpProbe;
import dev.lsml.deploy.labelstudio.Registration;
import dev.lsml.deploy.labelstudio.Wanted;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.LabelStudioServer;
import dev.lsml.e2e.parts.LsmlBackend;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.StagedRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The doctor with a real Label Studio, of which it learns all that it says. */
class DoctorIT {
  private static final String CONFIG =
      "<View><Text name=\"text\" value=\"$text\"/><Choices name=\"sentiment\" toName=\"text\">"
          + "<Choice value=\"Positive\"/><Choice value=\"Negative\"/></Choices></View>";

  private static LabelStudioServer labelStudio;
  private static LsmlBackend backend;
  private static LabelStudioClient client;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    Path folder = Folders.fresh(DoctorIT.class);
    labelStudio =
        Parts.need(
            "label-studio",
            () ->
                LabelStudioServer.start(
                    folder.resolve("label-studio"), LabelStudioServer.ALLOW_PRIVATE_BACKENDS));
    key = labelStudio.signIn().newPersonalAccessToken();
    client = labelStudio.client(key);
    backend =
        LsmlBackend.start(
            folder.resolve("backend"),
            Map.of(
                "BASIC_AUTH_USER", "lsml",
                "BASIC_AUTH_PASS", "a-long-password",
                "LSML_WEBHOOK_SECRET", "a-long-secret"));
  }

  @AfterAll
  static void stop() {
    if (backend != null) {
      backend.close();
    }
    if (labelStudio != null) {
      labelStudio.close();
    }
  }

  private static long project(String config) {
    return client.createProject(Map.of("title", "Reviews", "label_config", config)).id();
  }

  private static List<Note> examine(long project, String password, String secret)
      throws InterruptedException {
    Patient patient = new Patient(backend.url().toString(), "lsml", password, secret);
    return new Doctor(patient, new HttpProbe(), System::nanoTime)
        .examine(client, ApiKey.of(key), project);
  }

  @Test
  void aRegisteredBackendIsWell() throws Exception {
    long project = project(CONFIG);
    new Registration(client, time -> {})
        .register(
            new Wanted(
                project,
                backend.url().toString(),
                "texts",
                "lsml",
                "a-long-password",
                "a-long-secret",
                null));

    List<Note> notes = examine(project, "a-long-password", "a-long-secret");

    assertThat(notes).extracting(Note::finding).containsOnlyNulls();
    assertThat(notes.get(0).text())
        .isEqualTo(
            "Label Studio " + LabelStudioServer.VERSION + " answers at " + labelStudio.url());
    assertThat(notes)
        .extracting(Note::text)
        .contains(
            "project " + project + " can be read with the key",
            "Label Studio reaches the backend at " + backend.url(),
            "the webhook tells the backend of new annotations",
            "no smart tools, and the model is not marked interactive")
        .anyMatch(text -> text.startsWith("the key is a personal access token of "))
        .anyMatch(text -> text.contains("/setup answers in") && text.contains("text-classifier-v0"))
        .anyMatch(text -> text.startsWith("no predictions are stored yet"));
  }

  @Test
  void eachThingThatIsWrongIsFound() throws Exception {
    long project = project(CONFIG.replace("<Choices", "<Choices smart=\"true\""));
    Map<String, Object> fields =
        Map.of(
            "project", project,
            "url", backend.url().toString(),
            "title", "texts",
            "auth_method", "BASIC_AUTH",
            "basic_auth_user", "lsml",
            "basic_auth_pass", "a-long-password");
    client.createBackend(fields); // as a person does: its webhook has no secret

    assertThat(examine(project, "a-long-password", "a-long-secret"))
        .filteredOn(note -> note.finding() != null)
        .extracting(Note::text)
        .containsExactly(
            "The backend refuses what Label Studio tells it",
            "The smart tools sentiment get no answer");

    client.webhooks(project).forEach(webhook -> client.deleteWebhook(webhook.get("id").whole()));
    assertThat(examine(project, "a-long-password", "a-long-secret"))
        .extracting(Note::text)
        .contains("The backend is not told of new annotations");

    assertThat(examine(project, "another", "a-long-secret"))
        .extracting(Note::text)
        .contains("The backend refuses the password");
  }

  @Test
  void aProjectWithoutABackendSaysSo() throws Exception {
    assertThat(examine(project(CONFIG), "a-long-password", "a-long-secret"))
        .extracting(Note::text)
        .contains("The backend is not registered with the project");
  }

  @Test
  void theGoalPrintsEachFindingAndFails() throws Exception {
    Path folder = Path.of("target", "e2e", "DoctorIT", "goal").toAbsolutePath();
    StagedRepository repository =
        Parts.need("plugin", () -> StagedRepository.in(folder.resolve("repository")));
    Path project = folder.resolve("project");
    Files.createDirectories(project.resolve(".mvn"));
    Files.writeString(
        project.resolve("pom.xml"),
        "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>"
            + "<parent><groupId>dev.lsml</groupId><artifactId>lsml-parent</artifactId>"
            + "<version>0.1.0-SNAPSHOT</version><relativePath/></parent>"
            + "<groupId>demo</groupId><artifactId>texts</artifactId><version>1.0</version></project>");

    List<String> lines =
        repository.maven(
            project,
            "lsml:doctor",
            "-Dlsml.url=" + backend.url(),
            "-Dlabelstudio.url=" + labelStudio.url(),
            "-Dlabelstudio.apiKey=" + key,
            "-Dlabelstudio.project=" + project(CONFIG));

    assertThat(lines)
        .startsWith("1")
        .contains(
            "[INFO] PROBLEM  The backend refuses the password",
            "[INFO]            why: it wants user and password, and none are given here")
        .anyMatch(line -> line.startsWith("[INFO] ok       Label Studio "))
        .anyMatch(line -> line.contains("2 problems; see above what to do"))
        .noneMatch(line -> line.contains(key));
  }

  @Test
  void aProjectThatIsNotThereEndsTheLookAtIt() throws Exception {
    List<Note> notes = examine(4711, "a-long-password", "a-long-secret");

    assertThat(notes).filteredOn(note -> note.finding() != null).hasSize(1);
    assertThat(notes.toString()).contains("4711");
  }
}
