// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.protocol.Task;
import dev.lsml.e2e.ReviewProject;
import dev.lsml.e2e.cloudrun.Polling;
import dev.lsml.e2e.lambda.LambdaStage;
import dev.lsml.e2e.lambda.Outcome;
import dev.lsml.e2e.lambda.QueuePoller;
import dev.lsml.e2e.parts.Await;
import dev.lsml.e2e.parts.AwsApi;
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
 * From a clone and an AWS account to a backend on Lambda that Label Studio uses and that learns;
 * then new code, broken code, an interrupted deployment, the same as an image, and the end of it
 * all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Story.class)
class AwsDeployIT {
  private static final String SERVICE = "texts";
  private static final String AS_IMAGE = "texts-image";
  private static final int REVIEWS = 120;
  private static final int LABELLED = 60;
  private static final Duration TRAINING = Duration.ofMinutes(4);

  private AwsRehearsal rehearsal;
  private LambdaStage stage;
  private LabelStudioServer labelStudio;
  private LabelStudioClient client;
  private ReviewProject reviews;
  private Project project;
  private AwsDeployed deployed;
  private Task probe;
  private ArgumentWatch arguments;
  private Path folder;
  private String apiKey = "";
  private URI endpoint = URI.create("");
  private String untrained = "";
  private final Set<String> secrets = new HashSet<>();

  @BeforeAll
  void prepare() throws Exception {
    folder = Folders.fresh(getClass());
    Parts.need(
        "terraform",
        () -> Terraform.of("terraform/aws/service", folder.resolve("terraform"), Map.of()));
    rehearsal = AwsRehearsal.start(folder);
    stage = rehearsal.world().stage();
    deployed = new AwsDeployed(rehearsal.world(), SERVICE);
    Map<String, String> settings = new HashMap<>(LabelStudioServer.ALLOW_PRIVATE_BACKENDS);
    settings.putAll(LabelStudioServer.STRICT_PREDICTIONS);
    labelStudio =
        Parts.need(
            "label-studio",
            () -> LabelStudioServer.start(folder.resolve("label-studio"), settings));
    apiKey = labelStudio.signIn().newPersonalAccessToken();
    client = labelStudio.client(apiKey);
    reviews = reviews("Reviews", REVIEWS);
    probe = reviews.tasks().get(0);
    Map<String, String> environment = new HashMap<>(rehearsal.environment());
    environment.put("LABEL_STUDIO_API_KEY", apiKey);
    project =
        new Project(
            folder,
            "aws",
            environment,
            List.of(
                "-Daws.region=" + AwsApi.REGION,
                "-Daws.service=" + SERVICE,
                "-Dlabelstudio.url=" + labelStudio.url(),
                "-Dlabelstudio.project=" + reviews.id(),
                "-Dlsml.image.base=" + rehearsal.baseImage()));
    arguments = new ArgumentWatch();
  }

  private ReviewProject reviews(String title, int count) {
    return ReviewProject.create(
        client, title, "Positive", "Negative", Reviews.generate(count, title.length()));
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
    assertThat(health()).isEqualTo("UP");
    assertThat(deployed.call("POST", "/predict", Map.of(), "{}").status()).isEqualTo(401);
  }

  private String health() throws Exception {
    Reply reply = deployed.call("GET", "/health", Map.of(), null);
    return reply.expect(200).json().get("status").string();
  }

  @Test
  @Order(2)
  void theFunctionRunsUnderWhatWasApplied() throws Exception {
    JsonView applied = deployed.live().get("Configuration");
    assertThat(applied.get("PackageType").string()).isEqualTo("Zip");
    assertThat(applied.get("Version").string()).isEqualTo(deployed.liveVersion());
    assertThat(applied.get("SnapStart").get("ApplyOn").string()).isEqualTo("PublishedVersions");
    assertThat(stage.history(SERVICE)).as("instances of the function").isNotEmpty();
    Container container = stage.history(SERVICE).keySet().iterator().next();
    assertThat(container.inspect("{{.HostConfig.Memory}} {{.Config.User}}"))
        .isEqualTo((applied.get("MemorySize").whole() << 20) + " 993:990");
    assertThat(stage.isRestored(SERVICE)).as("hooks of the snapshot have run").isTrue();
  }

  @Test
  @Order(3)
  void labelStudioHasTheBackendAndGetsPredictions() {
    JsonView record = reviews.connectedBackend();
    assertThat(record.get("url").string()).isEqualTo(endpoint.toString());
    assertThat(record.get("readable_state").string()).isEqualTo("Connected");
    untrained = record.get("model_version").string();
    assertThat(webhooks(reviews)).containsExactly(endpoint + "/webhook");
    reviews.retrievePredictions();
    assertThat(client.modelVersions(reviews.id())).containsEntry(untrained, (long) REVIEWS);
  }

  @Test
  @Order(4)
  void labelsMakeTheTrainingFunctionTrainAndTheNewVersionIsServed() throws Exception {
    reviews.label(LABELLED);
    learn(reviews, deployed, LABELLED);
    assertThat(deployed.trainings())
        .as("trainings")
        .isNotEmpty()
        .allSatisfy(
            training -> {
              assertThat(training.outcome().kind()).isEqualTo(Outcome.Kind.ANSWERED);
              assertThat(training.bodies())
                  .containsExactly("{\"project\":\"" + reviews.uid().value() + "\"}");
            });
    String trained = newVersion(reviews, untrained);
    reviews.retrievePredictions();
    List<Task> heldOut = reviews.unlabelled(reviews.tasks());
    assertThat(reviews.accuracy(heldOut, trained))
        .isGreaterThan(reviews.accuracy(heldOut, untrained));
  }

  /** Waits until all labels were learned from, pressing Label Studio's button if need be. */
  private static void learn(ReviewProject reviews, AwsDeployed deployed, int labels)
      throws Exception {
    // Nobody asks the service: it has no processor then, and must not need one.
    Await.until(
        "a training is done",
        TRAINING,
        () -> deployed.learnedFrom(reviews.uid()),
        tasks -> tasks > 0);
    Await.until("no message is left", TRAINING, deployed::isAtRest, atRest -> atRest);
    // Fewer labels may be left than a training is worth by itself.
    if (deployed.learnedFrom(reviews.uid()) < labels) {
      reviews.pressStartTraining();
    }
    Await.until(
        "all labels were learned from",
        TRAINING,
        () -> deployed.learnedFrom(reviews.uid()),
        tasks -> tasks == labels);
    Await.until("no message is left", TRAINING, deployed::isAtRest, atRest -> atRest);
  }

  private static String newVersion(ReviewProject reviews, String old) throws Exception {
    return Await.until(
        "setup names the new version",
        Duration.ofSeconds(30),
        reviews::version,
        version -> !version.equals(old));
  }

  @Test
  @Order(5)
  void aNewInstanceHasWhatWasLearned() throws Exception {
    assertThat(stage.endIdle(SERVICE)).as("instances").isPositive();
    assertThat(predictedBy()).isEqualTo(reviews.version());
  }

  @Test
  @Order(6)
  void deployingAgainChangesNothingAndSaysSo() throws Exception {
    long before = deployed.changes();
    String version = deployed.liveVersion();
    MavenRun.Result again = project.deploy().expectSuccess();
    assertThat(again.output()).containsIgnoringCase("nothing has changed");
    assertThat(again.endpoint()).isEqualTo(endpoint);
    assertThat(deployed.changes()).as("what Terraform did").isEqualTo(before);
    assertThat(deployed.liveVersion()).isEqualTo(version);
    assertThat(webhooks(reviews)).hasSize(1);
  }

  @Test
  @Order(7)
  void statusLogsAndVersionsTellWhatIsThere() throws Exception {
    assertThat(project.goal("status").expectSuccess().output())
        .contains(endpoint.toString())
        .contains(SERVICE);
    assertThat(project.goal("logs").expectSuccess().output()).contains("lsml");
    assertThat(project.goal("versions").expectSuccess().output())
        .contains(reviews.uid().value())
        .containsPattern(" yes +\\S+Z +\\S+ +" + LABELLED + " ");
  }

  @Test
  @Order(8)
  void newCodeIsServedWithoutLosingARequest() throws Exception {
    String digest = deployed.digest();
    String old = deployed.liveVersion();
    project.addToModel("  static final String NEW_CODE = \"second edition\";");
    try (Polling polling = new Polling(this::predict)) {
      polling.awaitAnswers(3);
      assertThat(project.deploy().endpoint()).isEqualTo(endpoint);
      polling.awaitAnswers(3);
      assertThat(polling.failures()).isEmpty();
    }
    assertThat(deployed.digest()).isNotEqualTo(digest);
    assertThat(deployed.liveVersion()).isNotEqualTo(old);
    String version = reviews.version();
    reviews.retrievePredictions();
    assertThat(client.modelVersions(reviews.id())).containsEntry(version, (long) REVIEWS);
  }

  @Test
  @Order(9)
  void codeThatCannotStartIsTakenBackAndTheOldOneServesOn() throws Exception {
    String digest = deployed.digest();
    project.addToModel(
        """
          static {
            if (System.getenv("AWS_LAMBDA_FUNCTION_NAME") != null) {
              throw new IllegalStateException("broken on purpose");
            }
          }
        """);
    try (Polling polling = new Polling(this::predict)) {
      polling.awaitAnswers(3);
      MavenRun.Result failed = project.deploy().expectFailure();
      assertThat(failed.output()).contains("serves as before");
      polling.awaitAnswers(3);
      assertThat(polling.failures()).isEmpty();
    }
    assertThat(deployed.digest()).isEqualTo(digest);
  }

  @Test
  @Order(10)
  void anInterruptedDeploymentIsTakenUpByTheNext() throws Exception {
    String digest = deployed.digest();
    project.addToModel("  static final String NEW_CODE = \"third edition\";");
    Pause pause = rehearsal.pauseNextPackage();
    MavenRun run = project.startDeploy();
    pause.awaitReached();
    run.interrupt();
    pause.release();
    run.await().expectFailure();
    predict().expect(200);
    assertThat(project.deploy().endpoint()).isEqualTo(endpoint);
    assertThat(deployed.digest()).isNotEqualTo(digest);
    predict().expect(200);
  }

  @Test
  @Order(11)
  void asAnImageItPredictsAndLearnsToo() throws Exception {
    ReviewProject others = reviews("As an image", 30);
    AwsDeployed image = new AwsDeployed(rehearsal.world(), AS_IMAGE);
    URI url =
        project
            .deploy(
                "-Daws.packaging=image",
                "-Daws.service=" + AS_IMAGE,
                "-Dlabelstudio.project=" + others.id())
            .endpoint();
    assertThat(url).isEqualTo(image.endpoint());
    JsonView applied = image.live();
    assertThat(applied.get("Configuration").get("PackageType").string()).isEqualTo("Image");
    assertThat(applied.get("Code").get("ImageUri").string())
        .startsWith(rehearsal.registry().host() + "/" + AS_IMAGE + "@sha256:");
    String before = others.version();
    others.retrievePredictions();
    assertThat(client.modelVersions(others.id())).containsEntry(before, 30L);
    others.label(20);
    learn(others, image, 20);
    newVersion(others, before);
    for (QueuePoller.Delivery training : image.trainings()) {
      assertThat(training.outcome().kind()).isEqualTo(Outcome.Kind.ANSWERED);
    }
    secrets.addAll(image.secrets());
    project
        .goal(
            "destroy",
            "-Dlsml.confirm=" + AS_IMAGE,
            "-Daws.service=" + AS_IMAGE,
            "-Dlabelstudio.project=" + others.id())
        .expectSuccess();
    assertThat(image.isThere()).isFalse();
    assertThat(client.backends(others.id())).isEmpty();
  }

  @Test
  @Order(12)
  void noSecretIsAnywhereButInSecretsManager() throws Exception {
    secrets.addAll(deployed.secrets());
    secrets.add(apiKey);
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(3);
    SecretHunt hunt = new SecretHunt(secrets);
    assertThat(hunt.files(project.logs())).as("what Maven printed").isEmpty();
    assertThat(hunt.files(project.folder())).as("plans and all that was built").isEmpty();
    assertThat(hunt.files(rehearsal.registry().blobs())).as("images").isEmpty();
    assertThat(hunt.files(folder.resolve("instances"))).as("instances' output").isEmpty();
    AwsApi api = rehearsal.world().moto().api();
    int objects = 0;
    for (String bucket : api.buckets()) {
      for (String key : api.keys(bucket)) {
        byte[] content = api.get(bucket, key);
        assertThat(content != null && hunt.finds(content)).as(bucket + "/" + key).isFalse();
        objects += key.endsWith(".tfstate") || key.endsWith(".zip") ? 1 : 0;
      }
    }
    assertThat(objects).as("states and packages").isGreaterThanOrEqualTo(4);
    assertThat(hunt.finds(deployed.live().toString())).as("what Lambda tells").isFalse();
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
    assertThat(stage.isEmpty()).isTrue();
    assertThat(rehearsal.world().containers().alive()).isEmpty();
    assertThat(deployed.isThere()).isFalse();
    assertThat(deployed.secretNames()).isEmpty();
    assertThat(rehearsal.world().queues()).isEmpty();
    assertThat(rehearsal.world().moto().api().buckets()).contains(deployed.models());
    assertThat(destroyed.output()).contains(deployed.models());
    assertThat(client.backends(reviews.id())).isEmpty();
    assertThat(webhooks(reviews)).isEmpty();
  }

  private List<String> webhooks(ReviewProject of) {
    return client.webhooks(of.id()).stream().map(hook -> hook.get("url").string()).toList();
  }

  private Reply predict() throws Exception {
    return deployed.predict(reviews.uid(), probe);
  }

  private String predictedBy() throws Exception {
    return deployed.predictedBy(reviews.uid(), probe);
  }
}
