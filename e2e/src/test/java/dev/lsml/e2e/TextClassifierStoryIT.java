// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.Task;
import dev.lsml.e2e.parts.Await;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Http;
import dev.lsml.e2e.parts.LabelStudioServer;
import dev.lsml.e2e.parts.LsmlBackend;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.Reply;
import dev.lsml.e2e.parts.Story;
import dev.lsml.examples.textclassifier.Reviews;
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
 * What a newcomer does: connects the text classifier to a Label Studio with default time-outs, gets
 * predictions, labels some reviews, presses "Start Training", sees better predictions under a new
 * version. The backend dies twice on the way, and a second project uses it too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Story.class)
class TextClassifierStoryIT {
  private static final String USER = "label-studio";
  private static final String PASSWORD = "open sesame";
  private static final String SECRET_HEADER = "X-Lsml-Webhook-Secret";
  private static final String SECRET = "only for webhooks";
  private static final int REVIEWS = 500;
  private static final int LABELLED = 60;
  private static final Duration TRAINING = Duration.ofMinutes(3);

  private LabelStudioServer labelStudio;
  private LabelStudioClient client;
  private LsmlBackend backend;
  private ReviewProject reviews;
  private String untrained = "";
  private String trained = "";

  @BeforeAll
  void startLabelStudioAndTheBackend() throws Exception {
    Path folder = Folders.fresh(getClass());
    Map<String, String> settings = new HashMap<>(LabelStudioServer.ALLOW_PRIVATE_BACKENDS);
    settings.putAll(LabelStudioServer.STRICT_PREDICTIONS);
    labelStudio =
        Parts.need(
            "label-studio",
            () -> LabelStudioServer.start(folder.resolve("label-studio"), settings));
    String key = labelStudio.signIn().newPersonalAccessToken();
    client = labelStudio.client(key);
    backend =
        LsmlBackend.start(
            folder.resolve("backend"),
            Map.of(
                "LABEL_STUDIO_URL", labelStudio.url().toString(),
                "LABEL_STUDIO_API_KEY", key,
                "BASIC_AUTH_USER", USER,
                "BASIC_AUTH_PASS", PASSWORD,
                "LSML_WEBHOOK_SECRET", SECRET,
                "LSML_TRAIN_EVERY", "0",
                "LSML_TRAIN_QUIET_SECONDS", "8"));
    reviews =
        ReviewProject.create(
            client, "Reviews", "Positive", "Negative", Reviews.generate(REVIEWS, 11));
  }

  @AfterAll
  void stop() {
    if (backend != null) {
      backend.close();
    }
    if (labelStudio != null) {
      labelStudio.close();
    }
  }

  @Test
  @Order(1)
  void aWrongPasswordIsToldAtTheFormThatConnectsTheBackend() {
    assertThatThrownBy(() -> reviews.connect(backend, USER, "open barley"))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("authentication parameters");
  }

  @Test
  @Order(2)
  void theBackendIsConnectedAndNamesAVersionBeforeAnyTraining() throws Exception {
    JsonView record = reviews.connect(backend, USER, PASSWORD);
    assertThat(record.get("readable_state").string()).isEqualTo("Connected");
    untrained = record.get("model_version").string();
    assertThat(untrained).isNotBlank();
  }

  @Test
  @Order(3)
  void labelStudioMadeAWebhookAndSendsTheSecretThatItIsGiven() {
    JsonView webhook = reviews.signWebhook(backend, SECRET_HEADER, SECRET);
    assertThat(webhook.get("is_active").flag(false)).isTrue();
    assertThat(webhook.get("headers").object()).containsEntry(SECRET_HEADER, SECRET);
  }

  @Test
  @Order(4)
  void theTestRequestIsAnswered() {
    JsonView answer =
        client.post("/api/ml/" + reviews.backend() + "/predict/test?random=true", Map.of());
    assertThat(answer.get("status").whole()).isEqualTo(200);
    JsonView prediction = answer.get("response").items().get(0);
    assertThat(prediction.get("model_version").string()).isEqualTo(untrained);
    assertThat(prediction.get("result").items()).hasSize(1);
  }

  @Test
  @Order(5)
  void everyReviewGetsAPredictionOfTheVersionThatSetupNames() {
    reviews.retrievePredictions();
    assertThat(client.modelVersions(reviews.id())).containsEntry(untrained, (long) REVIEWS);
    assertThat(reviews.version()).isEqualTo(untrained);
    assertThat(reviews.labelsOf(untrained)).isSubsetOf("Positive", "Negative");
  }

  @Test
  @Order(6)
  void anInteractiveRequestIsAnsweredWithOneResult() {
    long task = reviews.tasks().get(0).id();
    JsonView answer =
        client.post(
            "/api/ml/" + reviews.backend() + "/interactive-annotating",
            Map.of("task", task, "context", Map.of("result", List.of())));
    assertThat(answer.has("errors")).as(answer.toString()).isFalse();
    assertThat(answer.get("data").get("result").items()).hasSize(1);
  }

  @Test
  @Order(7)
  void sixtyLabelsLeadToOneTrainingThatSurvivesACrash() throws Exception {
    reviews.label(LABELLED);
    assertThat(eventsAccepted()).isEqualTo(LABELLED);
    assertThat(status(reviews.uid()).get("state").string()).isEqualTo("pending");
    backend.crashAndRestart();
    JsonView done =
        Await.until(
            "the training is done",
            TRAINING,
            () -> status(reviews.uid()),
            status -> status.get("state").string().equals("idle"));
    assertThat(done.get("versions").items()).as(done.toString()).hasSize(1);
    assertThat(done.get("versions").items().get(0).get("tasks").whole()).isEqualTo(LABELLED);
  }

  @Test
  @Order(8)
  void labelStudioLearnsTheNewVersionFromSetup() throws Exception {
    trained =
        Await.until(
            "setup names the new version",
            Duration.ofSeconds(30),
            reviews::version,
            version -> !version.equals(untrained));
  }

  @Test
  @Order(9)
  void predictionsAreRefreshedUnderTheNewVersionAndAreBetter() {
    reviews.retrievePredictions();
    assertThat(client.modelVersions(reviews.id()))
        .containsEntry(untrained, (long) REVIEWS)
        .containsEntry(trained, (long) REVIEWS);
    List<Task> heldOut = reviews.unlabelled(reviews.tasks());
    assertThat(heldOut).hasSize(REVIEWS - LABELLED);
    double before = reviews.accuracy(heldOut, untrained);
    double after = reviews.accuracy(heldOut, trained);
    System.out.printf(
        "accuracy on %d held-out reviews: %.3f before training, %.3f after training on %d%n",
        heldOut.size(), before, after, LABELLED);
    assertThat(after).isGreaterThan(before + 0.1).isGreaterThan(0.7);
  }

  @Test
  @Order(10)
  void theVersionOutlivesARestart() throws Exception {
    backend.crashAndRestart();
    assertThat(reviews.version()).isEqualTo(trained);
    reviews.retrievePredictions();
    assertThat(client.modelVersions(reviews.id()))
        .as("nothing is predicted again")
        .containsEntry(trained, (long) REVIEWS);
  }

  @Test
  @Order(11)
  void theButtonTrainsAtOnce() throws Exception {
    reviews.label(40);
    reviews.pressStartTraining();
    Await.until(
        "the second version is there",
        TRAINING,
        () -> status(reviews.uid()),
        status -> status.get("versions").items().size() == 2);
    String second =
        Await.until(
            "setup names the second version",
            Duration.ofSeconds(30),
            reviews::version,
            version -> !version.equals(trained));
    assertThat(second).isNotEqualTo(untrained);
    trained = second;
    assertThat(reviews.connectedBackend().get("readable_state").string()).isEqualTo("Connected");
  }

  @Test
  @Order(12)
  void aSecondProjectHasItsOwnVersionsAndLabels() throws Exception {
    ReviewProject stars =
        ReviewProject.create(client, "Stars", "Bravo", "Boo", Reviews.generate(40, 12));
    stars.connect(backend, USER, PASSWORD);
    stars.signWebhook(backend, SECRET_HEADER, SECRET);
    String first = stars.version();
    assertThat(first).isNotEqualTo(trained).isNotEqualTo(untrained);
    stars.retrievePredictions();
    assertThat(stars.labelsOf(first)).isSubsetOf("Bravo", "Boo");

    stars.label(20);
    stars.pressStartTraining();
    String second =
        Await.until(
            "the second project has its own training",
            TRAINING,
            stars::version,
            version -> !version.equals(first));
    stars.retrievePredictions();
    assertThat(stars.labelsOf(second)).containsExactlyInAnyOrder("Bravo", "Boo");
    assertThat(status(stars.uid()).get("versions").items().get(0).get("tasks").whole())
        .isEqualTo(20);
    assertThat(reviews.version()).as("the first project's version").isEqualTo(trained);
    assertThat(status(reviews.uid()).get("versions").items()).hasSize(2);
  }

  private JsonView status(ProjectUid project) throws Exception {
    return ask("/status?project=" + project).json().get("projects").get(project.value());
  }

  /** How many calls of the webhook the backend has answered with 2xx since its start. */
  private long eventsAccepted() throws Exception {
    return ask("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("lsml_requests_total{path=\"/webhook\",status=\"2"))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private Reply ask(String path) throws Exception {
    return Http.call(
            "GET",
            backend.url().resolve(path),
            Map.of("Authorization", Http.basic(USER, PASSWORD)),
            null)
        .expect(200);
  }
}
