// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.protocol.Task;
import dev.lsml.e2e.ReviewProject;
import dev.lsml.e2e.cloudrun.Execution;
import dev.lsml.e2e.cloudrun.Polling;
import dev.lsml.e2e.parts.Await;
import dev.lsml.e2e.parts.Container;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.LabelStudioServer;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.Reply;
import dev.lsml.e2e.parts.Story;
import dev.lsml.e2e.parts.Terraform;
import dev.lsml.examples.textclassifier.Reviews;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * From a clone and a project number to a backend on Cloud Run that Label Studio uses and that
 * learns; then new code, broken code, an interrupted deployment, and the end of it all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Story.class)
class GcpDeployIT {
  private static final String SERVICE = "texts";
  private static final int REVIEWS = 150;
  private static final int LABELLED = 60;
  private static final Duration TRAINING = Duration.ofMinutes(4);

  private Rehearsal rehearsal;
  private LabelStudioServer labelStudio;
  private LabelStudioClient client;
  private ReviewProject reviews;
  private Project project;
  private GcpDeployed deployed;
  private Task probe;
  private ArgumentWatch arguments;
  private Path folder;
  private String apiKey = "";
  private URI endpoint = URI.create("");
  private String untrained = "";
  private String trained = "";

  @BeforeAll
  void prepare() throws Exception {
    folder = Folders.fresh(getClass());
    Parts.need(
        "terraform",
        () -> Terraform.of("terraform/gcp/service", folder.resolve("terraform"), Map.of()));
    rehearsal = Rehearsal.start(folder);
    deployed = new GcpDeployed(rehearsal, SERVICE);
    Map<String, String> settings = new HashMap<>(LabelStudioServer.ALLOW_PRIVATE_BACKENDS);
    settings.putAll(LabelStudioServer.STRICT_PREDICTIONS);
    labelStudio =
        Parts.need(
            "label-studio",
            () -> LabelStudioServer.start(folder.resolve("label-studio"), settings));
    apiKey = labelStudio.signIn().newPersonalAccessToken();
    client = labelStudio.client(apiKey);
    reviews =
        ReviewProject.create(
            client, "Reviews", "Positive", "Negative", Reviews.generate(REVIEWS, 11));
    probe = reviews.tasks().get(0);
    Map<String, String> environment = new HashMap<>(rehearsal.environment());
    environment.put("LABEL_STUDIO_API_KEY", apiKey);
    project =
        new Project(
            folder,
            "gcp",
            environment,
            List.of(
                "-Dgcp.project=" + Rehearsal.PROJECT,
                "-Dgcp.service=" + SERVICE,
                "-Dlabelstudio.url=" + labelStudio.url(),
                "-Dlabelstudio.project=" + reviews.id(),
                "-Dlsml.image.base=" + rehearsal.baseImage()));
    arguments = new ArgumentWatch();
  }

  @AfterAll
  void end() throws Exception {
    if (arguments != null) {
      arguments.close();
    }
    if (project != null) {
      project.close();
    }
    if (labelStudio != null) {
      labelStudio.close();
    }
    if (rehearsal != null) {
      rehearsal.close();
    }
  }

  @Test
  @Order(1)
  void oneCommandDeploysAndPrintsTheEndpoint() throws Exception {
    endpoint = project.deployAll().endpoint();
    assertThat(endpoint).isEqualTo(deployed.endpoint());
    assertThat(
            deployed
                .call("GET", "/health", Map.of(), null)
                .expect(200)
                .json()
                .get("status")
                .string())
        .isEqualTo("UP");
    assertThat(deployed.call("POST", "/predict", Map.of(), "{}").status()).isEqualTo(401);
  }

  @Test
  @Order(2)
  void theContainerRunsUnderWhatWasApplied() throws Exception {
    Container container = deployed.service().running().get(0);
    assertThat(container.inspect("{{.HostConfig.NanoCpus}} {{.HostConfig.Memory}}"))
        .isEqualTo("1000000000 " + (1L << 30));
    assertThat(container.inspect("{{.Config.User}}")).isEqualTo("65532:65532");
    assertThat(container.inspect("{{.ImageName}}")).isEqualTo(deployed.image());
    assertThat(container.isAlive()).isTrue();
  }

  @Test
  @Order(3)
  void labelStudioHasTheBackendAndGetsPredictions() {
    JsonView record = reviews.connectedBackend();
    assertThat(record.get("url").string()).isEqualTo(endpoint.toString());
    assertThat(record.get("readable_state").string()).isEqualTo("Connected");
    untrained = record.get("model_version").string();
    assertThat(webhooks()).containsExactly(endpoint + "/webhook");
    reviews.retrievePredictions();
    assertThat(client.modelVersions(reviews.id())).containsEntry(untrained, (long) REVIEWS);
  }

  @Test
  @Order(4)
  void labelsMakeTheJobTrainAndTheNewVersionIsServed() throws Exception {
    reviews.label(LABELLED);
    // Nobody asks the service: it has no processor then, and must not need one.
    Await.until(
        "a training is done",
        TRAINING,
        () -> deployed.learnedFrom(reviews.uid()),
        tasks -> tasks > 0);
    Await.until("no job runs", TRAINING, deployed::isAtRest, atRest -> atRest);
    // Fewer labels may be left than a training is worth by itself.
    if (deployed.learnedFrom(reviews.uid()) < LABELLED) {
      reviews.pressStartTraining();
    }
    Await.until(
        "all labels were learned from",
        TRAINING,
        () -> deployed.learnedFrom(reviews.uid()),
        tasks -> tasks == LABELLED);
    Await.until("no job runs", TRAINING, deployed::isAtRest, atRest -> atRest);
    for (Execution execution : deployed.executions()) {
      assertThat(execution.outcome().join()).as(execution.toString()).isTrue();
      assertThat(execution.arguments()).containsExactly("train", reviews.uid().value());
    }
    trained =
        Await.until(
            "setup names the new version",
            Duration.ofSeconds(30),
            reviews::version,
            version -> !version.equals(untrained));
    reviews.retrievePredictions();
    List<Task> heldOut = reviews.unlabelled(reviews.tasks());
    assertThat(reviews.accuracy(heldOut, trained))
        .isGreaterThan(reviews.accuracy(heldOut, untrained));
  }

  @Test
  @Order(5)
  void itScalesToZeroAndComesBackWithWhatItLearned() throws Exception {
    assertThat(deployed.service().scaleToZero()).as("exit codes").isNotEmpty().containsOnly(143);
    assertThat(deployed.service().running()).isEmpty();
    assertThat(predictedBy()).isEqualTo(reviews.version());
  }

  @Test
  @Order(6)
  void deployingAgainChangesNothingAndSaysSo() throws Exception {
    int before = deployed.changes();
    String image = deployed.image();
    MavenRun.Result again = project.deploy().expectSuccess();
    assertThat(again.output()).containsIgnoringCase("nothing has changed");
    assertThat(again.endpoint()).isEqualTo(endpoint);
    assertThat(deployed.changes()).as("what Terraform did").isEqualTo(before);
    assertThat(deployed.image()).isEqualTo(image);
    assertThat(webhooks()).hasSize(1);
  }

  @Test
  @Order(7)
  void statusLogsAndVersionsTellWhatIsThereAndRegisteringAgainChangesNothing() throws Exception {
    assertThat(project.goal("register").expectSuccess().output())
        .contains("Updated the registration of");
    assertThat(webhooks()).hasSize(1);
    assertThat(project.goal("status").expectSuccess().output())
        .contains(endpoint.toString())
        .contains(deployed.service().serving().get(0));
    assertThat(project.goal("logs").expectSuccess().output()).contains("texts-0");
    assertThat(project.goal("versions").expectSuccess().output())
        .contains(reviews.uid().value())
        .containsPattern(" yes +\\S+Z +\\S+ +" + LABELLED + " ");
  }

  @Test
  @Order(8)
  void newCodeIsServedWithoutLosingARequest() throws Exception {
    String image = deployed.image();
    String old = deployed.service().serving().get(0);
    project.addToModel("  static final String NEW_CODE = \"second edition\";");
    try (Polling polling = new Polling(this::predict)) {
      polling.awaitAnswers(3);
      assertThat(project.deploy().endpoint()).isEqualTo(endpoint);
      polling.awaitAnswers(3);
      assertThat(polling.failures()).isEmpty();
    }
    assertThat(deployed.image()).isNotEqualTo(image);
    assertThat(deployed.service().serving()).hasSize(1).doesNotContain(old);
    String version = reviews.version();
    reviews.retrievePredictions();
    assertThat(client.modelVersions(reviews.id())).containsEntry(version, (long) REVIEWS);
  }

  @Test
  @Order(9)
  void codeThatCannotStartIsRolledBackAndTheOldOneServesOn() throws Exception {
    String image = deployed.image();
    List<String> serving = deployed.service().serving();
    project.addToModel(
        """
          static {
            if (System.getenv("K_REVISION") != null) {
              throw new IllegalStateException("broken on purpose");
            }
          }
        """);
    try (Polling polling = new Polling(this::predict)) {
      polling.awaitAnswers(3);
      MavenRun.Result failed = project.deploy().expectFailure();
      assertThat(failed.output()).contains("is not ready and cannot serve traffic");
      assertThat(failed.output()).contains(serving.get(0) + " serves as before");
      polling.awaitAnswers(3);
      assertThat(polling.failures()).isEmpty();
    }
    assertThat(deployed.image()).isEqualTo(image);
  }

  @Test
  @Order(10)
  void anInterruptedDeploymentIsTakenUpByTheNext() throws Exception {
    String image = deployed.image();
    project.restoreModel();
    Pause pause = rehearsal.applied().pauseNextService();
    MavenRun run = project.startDeploy();
    pause.awaitReached();
    run.interrupt();
    pause.release();
    run.await().expectFailure();
    predict().expect(200);
    project.deploy().endpoint();
    assertThat(deployed.image()).isNotEqualTo(image);
    predict().expect(200);
  }

  @Test
  @Order(11)
  void anEarlierVersionCanBePutBack() throws Exception {
    String now = predictedBy();
    project.goal("rollback", "-Dlsml.to=1").expectSuccess();
    Await.until(
        "another version is served",
        Duration.ofSeconds(60),
        this::predictedBy,
        version -> !version.equals(now));
  }

  @Test
  @Order(12)
  void noSecretIsAnywhereButInSecretManager() throws Exception {
    Set<String> secrets = new HashSet<>(rehearsal.secrets().seen());
    secrets.add(apiKey);
    assertThat(secrets).hasSize(3);
    SecretHunt hunt = new SecretHunt(secrets);
    assertThat(hunt.files(project.logs())).as("what Maven printed").isEmpty();
    assertThat(hunt.files(project.folder())).as("plans and all that was built").isEmpty();
    assertThat(hunt.files(rehearsal.registry().blobs())).as("images").isEmpty();
    assertThat(hunt.files(folder.resolve("containers"))).as("containers' output").isEmpty();
    Map<String, byte[]> objects = Buckets.all(rehearsal.storage());
    assertThat(objects.keySet()).anyMatch(name -> name.contains("tfstate"));
    objects.forEach((name, content) -> assertThat(hunt.finds(content)).as(name).isFalse());
    assertThat(arguments.seen())
        .anyMatch(line -> line.contains("terraform"))
        .anyMatch(line -> line.contains("podman"))
        .noneMatch(hunt::finds);
  }

  @Test
  @Order(13)
  void destroyLeavesNothingButTheModelsAndTheStateOfTerraform() throws Exception {
    MavenRun.Result destroyed =
        project.goal("destroy", "-Dlsml.confirm=" + SERVICE).expectSuccess();
    assertThat(rehearsal.stage().isEmpty()).isTrue();
    assertThat(rehearsal.containers().alive()).isEmpty();
    assertThat(rehearsal.provider().types())
        .isSubsetOf("google_project_service", "google_storage_bucket");
    assertThat(rehearsal.storage().buckets())
        .containsExactlyInAnyOrder(deployed.models(), Rehearsal.PROJECT + "-" + SERVICE + "-state");
    assertThat(destroyed.output()).contains(deployed.models());
    assertThat(client.backends(reviews.id())).isEmpty();
    assertThat(webhooks()).isEmpty();
  }

  private List<String> webhooks() {
    return client.webhooks(reviews.id()).stream().map(hook -> hook.get("url").string()).toList();
  }

  private Reply predict() throws Exception {
    return deployed.predict(reviews.uid(), probe);
  }

  private String predictedBy() throws Exception {
    return deployed.predictedBy(reviews.uid(), probe);
  }
}
