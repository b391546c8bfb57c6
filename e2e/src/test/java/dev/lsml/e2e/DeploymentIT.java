// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.gcp.Gcp;
import dev.lsml.deploy.gcp.GcpSettings;
import dev.lsml.deploy.gcp.GcpTarget;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.plan.Access;
import dev.lsml.deploy.plan.Deployer;
import dev.lsml.deploy.plan.Destroyer;
import dev.lsml.deploy.plan.LabelStudio;
import dev.lsml.deploy.plan.Registrar;
import dev.lsml.deploy.plan.Screen;
import dev.lsml.deploy.plan.Target;
import dev.lsml.deploy.terraform.TerraformProgram;
import dev.lsml.deploy.terraform.TerraformRunner;
import dev.lsml.e2e.google.ControlException;
import dev.lsml.e2e.google.GcpRoots;
import dev.lsml.e2e.google.GcsBuckets;
import dev.lsml.e2e.google.GoogleControl;
import dev.lsml.e2e.google.StandInGoogle;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.MissingPart;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.testkit.gcs.FakeGcs;
import dev.lsml.testkit.google.FakeGoogle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deploying and destroying with the real Terraform; what is deployed does not run. */
class DeploymentIT {
  private static final String SERVICE = "google_cloud_run_v2_service";
  private static final String KEY = "sesame-key-of-label-studio";
  private static final LabelStudio LABEL_STUDIO = new LabelStudio("https://ls.example.com", 7L);
  private static final GcpSettings SETTINGS =
      new GcpSettings("acme-shop", "us-central1", "reviews", Map.of("memory", "2Gi"), Map.of());

  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final FakeGoogle google =
      new FakeGoogle("acme-shop", "42", "us-central1", Clock.systemUTC());
  private final Shown shown = new Shown();
  private Path folder;
  private FakeGcs gcs;
  private StandInGoogle provider;
  private Map<String, String> environment;
  private char image = 'a';
  private boolean healthy = true;

  /** Keeps what is shown, and agrees to everything. */
  private static final class Shown implements Screen {
    final List<String> lines = new ArrayList<>();
    final List<String> results = new ArrayList<>();

    @Override
    public void say(String line) {
      lines.add(line);
    }

    @Override
    public void warn(String line) {
      lines.add(line);
    }

    @Override
    public void result(String line) {
      results.add(line);
    }

    @Override
    public boolean confirms(String question, String word) {
      return true;
    }
  }

  /** Gives secrets to Secret Manager and refuses images that are broken. */
  private final class Control implements GoogleControl {
    @Override
    public Map<String, @Nullable Object> apply(
        String type,
        @Nullable Map<String, @Nullable Object> prior,
        Map<String, @Nullable Object> planned)
        throws ControlException {
      if (type.equals("google_secret_manager_secret_version")) {
        String secret = String.valueOf(planned.get("secret"));
        google.addSecretVersion(
            secret.substring(secret.lastIndexOf('/') + 1),
            String.valueOf(planned.get("secret_data_wo")));
      }
      if (type.equals(SERVICE)) {
        String template = String.valueOf(planned.get("template"));
        for (String each : broken) {
          if (template.contains(each)) {
            throw new ControlException("Revision is not ready and cannot serve traffic.", true);
          }
        }
      }
      return Map.of();
    }
  }

  /** Label Studio is another test's matter. */
  private static final class NoLabelStudio implements Registrar {
    @Override
    public List<Finding> check(LabelStudio labelStudio) {
      return List.of();
    }

    @Override
    public List<String> register(LabelStudio labelStudio, String endpointUrl, Access access) {
      return List.of("registered " + endpointUrl);
    }

    @Override
    public List<String> unregister(LabelStudio labelStudio, String endpointUrl) {
      return List.of("unregistered " + endpointUrl);
    }
  }

  @BeforeEach
  void start() throws Exception {
    folder = Folders.fresh(DeploymentIT.class);
    Parts.need("terraform", DeploymentIT::terraform);
    gcs = FakeGcs.start();
    provider = StandInGoogle.start(new Control().and(new GcsBuckets(gcs.url())));
    environment = new HashMap<>(System.getenv());
    environment.putAll(google.deployerEnvironment());
    environment.putAll(provider.environment());
    environment.put("STORAGE_EMULATOR_HOST", gcs.url());
    environment.put("GOOGLE_BACKEND_STORAGE_CUSTOM_ENDPOINT", gcs.url() + "/storage/v1/");
    environment.put(
        "TF_CLI_CONFIG_FILE", Files.writeString(folder.resolve("cli.tfrc"), "").toString());
  }

  private static TerraformProgram terraform() throws MissingPart {
    try {
      return TerraformProgram.find(System.getenv());
    } catch (DeployException e) {
      throw new MissingPart(e.problem(), e.remedy());
    }
  }

  @AfterEach
  void stop() {
    if (provider != null) {
      provider.close();
      gcs.close();
    }
    google.close();
  }

  @Test
  void deploysAgainTriesAndTakesBackAndLeavesNothingBehind() throws Exception {
    deploy();
    assertThat(shown.results).singleElement().asString().startsWith("ENDPOINT_URL=https://");
    assertThat(provider.resource(SERVICE)).containsEntry("deletion_protection", true);
    assertThat(provider.resource(SERVICE).toString()).contains("2Gi");
    String first = revision();

    String log = Files.readString(folder.resolve("work/terraform.log"));
    deploy();
    assertThat(shown.lines)
        .contains("Nothing has changed: revision " + first + " goes on serving.");
    assertThat(Files.readString(folder.resolve("work/terraform.log")).substring(log.length()))
        .doesNotContain(" apply ");

    image = 'b';
    healthy = false;
    assertThatThrownBy(this::deploy)
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("is not healthy")
        .hasMessageContaining(first + " serves as before");
    assertThat(serving()).isEqualTo(first);
    assertThat(provider.resource(SERVICE).toString()).contains(GcpRoots.image('a'));

    healthy = true;
    deploy();
    assertThat(serving()).isNotEqualTo(first);
    assertThat(provider.resource(SERVICE).toString()).contains(GcpRoots.image('b'));

    image = 'c';
    broken.add(GcpRoots.image('c'));
    String second = serving();
    assertThatThrownBy(this::deploy)
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("Revision is not ready")
        .hasMessageContaining(second + " serves as before");
    assertThat(serving()).isEqualTo(second);

    assertNoSecretIn(folder);
    destroy(false);
    assertThat(provider.types()).doesNotContain(SERVICE, "google_cloud_run_v2_job");
    assertThat(gcs.buckets())
        .containsExactly("acme-shop-reviews-models", "acme-shop-reviews-state");

    image = 'b';
    deploy();
    destroy(true);
    assertThat(gcs.buckets()).isEmpty();
    destroy(true);
    assertThat(shown.lines).last().asString().startsWith("Nothing of reviews on Google Cloud Run");
  }

  @Test
  void aFirstRevisionThatDoesNotStartIsReplacedByTheNextDeployment() {
    broken.add(GcpRoots.image('a'));
    assertThatThrownBy(this::deploy)
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("Revision is not ready");

    image = 'b';
    deploy();

    assertThat(shown.results).hasSize(1);
    assertThat(provider.resource(SERVICE)).containsEntry("deletion_protection", true);
  }

  @Test
  void aFirstRevisionThatDoesNotStartCanBeDestroyed() {
    broken.add(GcpRoots.image('a'));
    assertThatThrownBy(this::deploy).isInstanceOf(DeployException.class);

    destroy(true);

    assertThat(gcs.buckets()).isEmpty();
  }

  private void deploy() {
    shown.lines.clear();
    shown.results.clear();
    new Deployer(
            gcp(),
            terraformRunner(),
            name -> GcpRoots.image(image),
            this::gate,
            new NoLabelStudio(),
            List::of,
            shown,
            LABEL_STUDIO)
        .deploy();
  }

  private void destroy(boolean withData) {
    shown.lines.clear();
    new Destroyer(gcp(), terraformRunner(), new NoLabelStudio(), List::of, shown, null, withData)
        .destroy();
  }

  private void gate(String url, Access access) {
    if (!healthy) {
      throw new DeployException(url + " is not healthy", "the test says so", "Look");
    }
  }

  private Gcp gcp() {
    Target target = GcpTarget.of(SETTINGS, folder.resolve("work"), folder.resolve("keep"));
    GoogleApi api = GoogleApi.of(environment, "acme-shop");
    return new Gcp(SETTINGS, target, api, new SecureRandom(), LABEL_STUDIO, KEY);
  }

  private TerraformRunner terraformRunner() {
    return new TerraformRunner(
        () -> TerraformProgram.find(environment),
        environment,
        folder.resolve("work/terraform.log"),
        time -> {},
        shown::say);
  }

  private String revision() {
    String name = String.valueOf(provider.resource(SERVICE).get("latest_ready_revision"));
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private String serving() {
    for (Object traffic : (List<?>) provider.resource(SERVICE).get("traffic")) {
      Map<?, ?> part = (Map<?, ?>) traffic;
      if (((Number) part.get("percent")).intValue() == 100) {
        Object name = part.get("revision");
        return name == null || name.equals("") ? revision() : String.valueOf(name);
      }
    }
    throw new AssertionError("nobody has the traffic");
  }

  private static void assertNoSecretIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(KEY);
      }
    }
  }
}
