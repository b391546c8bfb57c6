// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.json.Json;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.plan.Access;
import dev.lsml.deploy.plan.Deployed;
import dev.lsml.deploy.plan.LabelStudio;
import dev.lsml.deploy.terraform.TerraformVariables;
import dev.lsml.testkit.ManualClock;
import dev.lsml.testkit.gcs.FakeGcs;
import dev.lsml.testkit.google.FakeGoogle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GcpTest {
  private static final String IMAGE = "registry/reviews@sha256:" + "a".repeat(64);
  private static final LabelStudio LABEL_STUDIO = new LabelStudio("https://ls.example.com", 7L);
  private static final GcpSettings SETTINGS =
      new GcpSettings(
          "my-project",
          "us-central1",
          "reviews",
          Map.of("memory", "2Gi", "max_instances", 5),
          Map.of("LSML_TRAIN_EVERY", "5"));

  private final FakeGoogle google =
      new FakeGoogle("my-project", "42", "us-central1", ManualClock.atNewYear());
  private FakeGcs gcs;
  private Gcp gcp;

  @BeforeEach
  void start() throws IOException {
    gcs = FakeGcs.start();
    gcp = gcp(LABEL_STUDIO, "k3y");
  }

  @AfterEach
  void stop() {
    gcs.close();
    google.close();
  }

  private Gcp gcp(LabelStudio labelStudio, String key) {
    Map<String, String> environment = google.deployerEnvironment();
    environment.put("STORAGE_EMULATOR_HOST", gcs.url());
    return new Gcp(
        SETTINGS,
        GcpTarget.of(SETTINGS, Path.of("work"), Path.of("keep")),
        GoogleApi.of(environment, "my-project"),
        new SecureRandom(),
        labelStudio,
        key);
  }

  @Test
  void whereNothingWasEverDeployedNothingIsFound() {
    assertThat(gcp.check()).isEmpty();
    assertThat(gcp.hasState()).isFalse();
    assertThat(gcp.deployed()).isNull();
    assertThat(gcp.isProtected()).isFalse();
  }

  @Test
  void theStateStoreIsMadeOnceAndDeletedWithAllVersionsOfAllObjects() throws Exception {
    assertThat(gcp.makeStateStore()).isEqualTo("made");
    assertThat(gcp.makeStateStore()).isEqualTo("it is there");
    gcs.limitPages(2);
    for (int i = 0; i < 5; i++) {
      put("lsml/service/state " + i % 2 + ".json", Map.of("serial", i));
    }

    gcp.deleteStateStore();

    assertThat(gcs.buckets()).isEmpty();
    assertThat(gcp.hasState()).isFalse();
  }

  @Test
  void whatIsDeployedIsReadFromTheState() throws Exception {
    deployed("my-project", "us-central1");

    assertThat(gcp.deployed())
        .isEqualTo(
            new Deployed(
                "my-project",
                "us-central1",
                "https://reviews.run.app",
                null,
                IMAGE,
                "reviews-00001-abc",
                "",
                3,
                "my-project-reviews-models"));
    assertThat(gcp.isProtected()).isTrue();
  }

  @Test
  void aStateOfAnotherProjectIsRefused() throws Exception {
    deployed("other-project", "us-central1");

    assertThatThrownBy(gcp::deployed)
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "The state in gs://my-project-reviews-state belongs to another project: it says project"
                + " other-project, and this deployment is for my-project. Add"
                + " -Dgcp.project=other-project, or choose another name for this one with"
                + " -Dgcp.service=. Nothing was changed");
  }

  @Test
  void aServiceDoesNotMoveToAnotherRegion() throws Exception {
    deployed("my-project", "europe-west4");

    assertThatThrownBy(gcp::deployed)
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "reviews is deployed in another region: its state says europe-west4, and this"
                + " deployment is for us-central1. Add -Dgcp.region=europe-west4. To move it,"
                + " deploy it under another name with -Dgcp.service=, then destroy this one."
                + " Nothing was changed");
  }

  @Test
  void missingSecretsAreMadeUpAndThoseThatAreThereStay() {
    Access first = gcp.access(null);
    assertThat(first.password())
        .hasSizeGreaterThanOrEqualTo(32)
        .isNotEqualTo(first.webhookSecret());
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.toString()).doesNotContain(first.password(), "k3y");

    google.addSecretVersion("reviews-basic-auth-pass", "the-password-of-before");
    google.addSecretVersion("reviews-webhook-secret", "the-secret-of-before");
    google.addSecretVersion("reviews-label-studio-api-key", "k3y");

    Access again = gcp.access(null);
    assertThat(again.variables())
        .isEqualTo(
            Map.of(
                "basic_auth_pass", "the-password-of-before",
                "webhook_secret", "the-secret-of-before",
                "label_studio_api_key", "k3y"));
    assertThat(again.version()).isEqualTo(1);
  }

  @Test
  void aNewKeyRaisesTheVersionSoThatItIsWritten() throws Exception {
    deployed("my-project", "us-central1");
    google.addSecretVersion("reviews-label-studio-api-key", "the-key-of-before");

    assertThat(gcp.access(gcp.deployed()).version()).isEqualTo(4);
  }

  @Test
  void bothRootsGetAllTheVariablesThatTheyDeclareAndNoOthers() throws Exception {
    TerraformVariables service = gcp.serviceVariables(IMAGE, "", gcp.access(null), true);
    List<String> given = new ArrayList<>(service.plain().keySet());
    given.addAll(service.secret().keySet());
    assertThat(declared("service")).containsAll(given);
    assertThat(given).containsAll(required("service"));
    assertThat(service.plain())
        .containsEntry("memory", "2Gi")
        .containsEntry("max_instances", 5)
        .containsEntry("environment", Map.of("LSML_TRAIN_EVERY", "5"))
        .containsEntry("label_studio_url", "https://ls.example.com");

    List<String> bootstrap = new ArrayList<>(gcp.bootstrapVariables(true).plain().keySet());
    assertThat(declared("bootstrap")).containsAll(bootstrap);
    assertThat(bootstrap).containsAll(required("bootstrap"));
  }

  @Test
  void withoutALabelStudioThereIsNoKey() {
    Gcp alone = gcp(null, "k3y");

    TerraformVariables variables = alone.serviceVariables(IMAGE, "", alone.access(null), true);

    assertThat(variables.plain()).containsEntry("label_studio_url", null);
    assertThat(variables.secret()).doesNotContainKey("label_studio_api_key");
  }

  @Test
  void aDestroyTakesWhatIsThereAndNoSecret() throws Exception {
    deployed("my-project", "us-central1");
    google.addSecretVersion("reviews-basic-auth-pass", "the-password-of-before");

    TerraformVariables variables = gcp(null, null).variablesToDestroy();

    assertThat(variables.plain())
        .containsEntry("image", IMAGE)
        .containsEntry("label_studio_url", "https://ls.of.the.state")
        .containsEntry("secret_version", 3L)
        .containsEntry("deletion_protection", false);
    assertThat(variables.secret())
        .containsOnlyKeys("basic_auth_pass", "webhook_secret", "label_studio_api_key")
        .doesNotContainValue("the-password-of-before");
  }

  @Test
  void theImageOfARevisionIsAskedOfCloudRun() {
    String revision =
        "projects/my-project/locations/us-central1/services/reviews/revisions/reviews-00001-abc";
    google.putRunResource(revision, Map.of("containers", List.of(Map.of("image", IMAGE))));

    assertThat(gcp.imageOf("reviews-00001-abc")).isEqualTo(IMAGE);
    assertThat(gcp.imageOf("reviews-00009-xyz")).isNull();
  }

  private void deployed(String project, String region) throws Exception {
    gcs.createBucket("my-project-reviews-state");
    Map<String, Object> outputs = new LinkedHashMap<>();
    outputs.put("project", Map.of("value", project));
    outputs.put("region", Map.of("value", region));
    outputs.put("endpoint_url", Map.of("value", "https://reviews.run.app/"));
    outputs.put("image", Map.of("value", IMAGE));
    outputs.put(
        "revision",
        Map.of("value", "projects/p/locations/l/services/s/revisions/reviews-00001-abc"));
    outputs.put("serving_revision", Map.of("value", ""));
    outputs.put("secret_version", Map.of("value", 3));
    outputs.put("model_bucket", Map.of("value", "my-project-reviews-models"));
    Map<String, Object> container =
        Map.of(
            "image",
            IMAGE,
            "env",
            List.of(Map.of("name", "LABEL_STUDIO_URL", "value", "https://ls.of.the.state")));
    Map<String, Object> attributes =
        Map.of(
            "deletion_protection",
            true,
            "template",
            List.of(Map.of("containers", List.of(container))));
    put(
        "lsml/service/default.tfstate",
        Map.of(
            "version",
            4,
            "outputs",
            outputs,
            "resources",
            List.of(
                Map.of(
                    "type",
                    "google_cloud_run_v2_service",
                    "instances",
                    List.of(Map.of("attributes", attributes))))));
  }

  private void put(String name, Object json) throws IOException, InterruptedException {
    URI uri =
        URI.create(
            gcs.url()
                + "/upload/storage/v1/b/my-project-reviews-state/o?uploadType=media&name="
                + name.replace("/", "%2F").replace(" ", "%20"));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(json)))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private static List<String> declared(String root) throws IOException {
    return variables(root, false);
  }

  private static List<String> required(String root) throws IOException {
    return variables(root, true);
  }

  /** Reads the names out of the file itself. */
  private static List<String> variables(String root, boolean onlyRequired) throws IOException {
    String text = Files.readString(Path.of("../../terraform/gcp", root, "variables.tf"));
    List<String> names = new ArrayList<>();
    Matcher matcher = Pattern.compile("(?ms)^variable \"(\\w+)\" \\{(.*?)^}").matcher(text);
    while (matcher.find()) {
      if (!onlyRequired || !Pattern.compile("(?m)^  default ").matcher(matcher.group(2)).find()) {
        names.add(matcher.group(1));
      }
    }
    assertThat(names).isNotEmpty();
    return names;
  }
}
