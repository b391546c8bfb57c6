// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.protocol.Task;
import dev.lsml.e2e.ReviewProject;
import dev.lsml.e2e.lambda.LambdaStage;
import dev.lsml.e2e.lambda.Outcome;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * From a clone and an AWS account to a backend on Lambda that Label Studio uses and that learns.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Story.class)
class AwsDeployIT {
  private static final String SERVICE = "texts";
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
  private Path folder;
  private String apiKey = "";
  private URI endpoint = URI.create("");
  private String untrained = "";

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
  }

  private ReviewProject reviews(String title, int count) {
    return ReviewProject.create(
        client, title, "Positive", "Negative", Reviews.generate(count, title.length()));
  }

  @AfterAll
  void end() throws Exception {
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
