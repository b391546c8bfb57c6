// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.e2e.google.Applied;
import dev.lsml.e2e.google.Applied.Action;
import dev.lsml.e2e.google.ControlException;
import dev.lsml.e2e.google.GcpRoots;
import dev.lsml.e2e.google.GoogleControl;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.Terraform;
import dev.lsml.e2e.parts.Terraform.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real Terraform with both roots of {@code terraform/gcp}, and a stand-in for Google. */
class TerraformGcpIT {
  private static final String SERVICE = "google_cloud_run_v2_service";
  private static final String NOT_STARTED =
      "Error waiting for Updating Service: Error code 9, message: Revision is not ready and cannot"
          + " serve traffic. The user-provided container failed to start and listen on the port"
          + " defined provided by the PORT=8080 environment variable within the allocated timeout.";

  private final Hook hook = new Hook();
  private GcpRoots roots;

  /** Keeps the secrets that it is handed, refuses broken images, and waits when told to. */
  private static final class Hook implements GoogleControl {
    final Map<String, String> secrets = new ConcurrentHashMap<>();
    volatile @Nullable String broken;
    volatile @Nullable CountDownLatch entered;
    final CountDownLatch leave = new CountDownLatch(1);

    @Override
    public Map<String, @Nullable Object> apply(
        String type,
        @Nullable Map<String, @Nullable Object> prior,
        Map<String, @Nullable Object> planned)
        throws ControlException {
      if (type.equals("google_secret_manager_secret_version")) {
        secrets.put((String) planned.get("secret"), (String) planned.get("secret_data_wo"));
      }
      if (type.equals(SERVICE)) {
        CountDownLatch here = entered;
        if (here != null) {
          here.countDown();
          try {
            leave.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
        String image = broken;
        if (image != null && planned.get("template").toString().contains(image)) {
          throw new ControlException(NOT_STARTED, true);
        }
      }
      return Map.of();
    }
  }

  @BeforeEach
  void start() throws Exception {
    Path folder = Folders.fresh(TerraformGcpIT.class);
    roots = Parts.need("terraform", () -> GcpRoots.start(folder, hook));
  }

  @AfterEach
  void stop() {
    if (roots != null) {
      roots.close();
    }
  }

  @Test
  void bothRootsAreFormattedValidAndPassTheirTests() throws Exception {
    for (Terraform root : List.of(roots.bootstrap(), roots.service())) {
      root.must(Map.of(), "fmt", "-check", "-diff", "-recursive");
      root.must(Map.of(), "init", "-backend=false", "-no-color");
      assertThat(root.must(Map.of(), "validate", "-no-color").output())
          .contains("The configuration is valid");
      assertThat(root.must(Map.of(), "test", "-no-color").output())
          .contains("Success! ")
          .contains(" 0 failed.");
    }
  }

  @Test
  void aMistypedArgumentIsFound() throws Exception {
    Terraform root = roots.service();
    Path main = root.folder().resolve("main.tf");
    Files.writeString(main, Files.readString(main).replace("cpu_idle ", "cpu_idel "));
    root.must(Map.of(), "init", "-backend=false", "-no-color");

    assertThat(root.run(Map.of(), "validate", "-no-color").output())
        .contains(
            "An argument named \"cpu_idel\" is not expected here. Did you mean \"cpu_idle\"?");
  }

  @Test
  void theStateBucketIsTakenOverAndTheSecondPlanIsEmpty() throws Exception {
    roots.init();
    Run applied = apply(roots.bootstrap(), roots.bootstrapVariables());

    assertThat(applied.output()).contains("1 imported");
    assertThat(roots.bootstrap().outputs())
        .containsEntry("registry", "us-central1-docker.pkg.dev/acme/reviews")
        .containsEntry("state_bucket", GcpRoots.STATE_BUCKET)
        .containsEntry("model_bucket", "acme-reviews-models");
    assertThat(roots.gcs().buckets()).containsExactly("acme-reviews-models", "acme-reviews-state");
    assertThat(roots.gcs().bucket(GcpRoots.STATE_BUCKET))
        .containsEntry("versioning", Map.of("enabled", true));
    assertUnchanged(roots.bootstrap(), roots.bootstrapVariables());
  }

  @Test
  void aDeploymentACandidateAndAShiftOfTrafficEachLeaveAnEmptyPlan() throws Exception {
    deployed('a');
    Map<String, Object> first = roots.service().outputs();
    String revision = (String) first.get("revision");
    assertThat(first)
        .containsEntry("image", GcpRoots.image('a'))
        .containsEntry("service", "reviews");
    assertThat(revision).startsWith("reviews-00001-");
    assertThat(first.get("candidate_url")).isNull();
    assertUnchanged(roots.service(), roots.serviceVariables('a'));

    Map<String, String> candidate = roots.serviceVariables('b');
    candidate.put("serving_revision", revision);
    apply(roots.service(), candidate);
    Map<String, Object> second = roots.service().outputs();
    assertThat((String) second.get("candidate_url")).startsWith("https://candidate---reviews-");
    assertThat((String) second.get("revision")).startsWith("reviews-00002-");
    assertThat(second).containsEntry("endpoint_url", first.get("endpoint_url"));
    assertThat(traffic()).containsExactly(revision + " 100", second.get("revision") + " 0");
    assertUnchanged(roots.service(), candidate);

    apply(roots.service(), roots.serviceVariables('b'));
    assertThat(traffic()).containsExactly(second.get("revision") + " 100");
    assertThat(roots.service().outputs().get("candidate_url")).isNull();
    assertUnchanged(roots.service(), roots.serviceVariables('b'));
  }

  @Test
  void secretsReachGoogleAndNeverPlanOrState() throws Exception {
    roots.init();
    apply(roots.bootstrap(), roots.bootstrapVariables());
    Map<String, String> variables = roots.serviceVariables('a');
    Run planned = roots.service().must(variables, "plan", "-no-color", "-out=tfplan");
    Run shown = roots.service().must(Map.of(), "show", "-json", "tfplan");
    Run applied = roots.service().must(variables, "apply", "-no-color", "tfplan");

    assertThat(hook.secrets)
        .containsEntry("projects/acme/secrets/reviews-label-studio-api-key", "sesame-key")
        .containsEntry("projects/acme/secrets/reviews-basic-auth-pass", "sesame-password-0")
        .containsEntry("projects/acme/secrets/reviews-webhook-secret", "sesame-webhook-00");
    assertThat(roots.serviceState()).contains("reviews-basic-auth-pass").doesNotContain("sesame");
    for (Run run : List.of(planned, shown, applied)) {
      assertThat(run.output()).as(run.command()).contains("reviews").doesNotContain("sesame");
    }
    assertThat(roots.google().log().toString()).doesNotContain("sesame");
  }

  @Test
  void anotherSecretIsWrittenWhenItsNumberChangesAndTheOldOneStays() throws Exception {
    deployed('a');
    Map<String, String> variables = roots.serviceVariables('a');
    variables.put("basic_auth_pass", "sesame-password-1");
    assertUnchanged(roots.service(), variables);

    variables.put("secret_version", "2");
    apply(roots.service(), variables);

    assertThat(hook.secrets.get("projects/acme/secrets/reviews-basic-auth-pass"))
        .isEqualTo("sesame-password-1");
    assertThat(roots.google().resources("google_secret_manager_secret_version"))
        .as("two values of three secrets")
        .hasSize(6);
    List<String> done =
        roots.google().log().stream()
            .map(step -> step.action() + " " + step.type().substring("google_".length()))
            .toList();
    assertThat(done.indexOf("ABANDONED secret_manager_secret_version"))
        .as("no old value goes before the new revision is there")
        .isGreaterThan(done.lastIndexOf("UPDATED cloud_run_v2_service"));
    assertThat((String) roots.service().outputs().get("revision")).startsWith("reviews-00002-");
    assertUnchanged(roots.service(), variables);
  }

  @Test
  void withoutALabelStudioThereIsNoKeyToTell() throws Exception {
    roots.init();
    apply(roots.bootstrap(), roots.bootstrapVariables());
    Map<String, String> variables = roots.serviceVariables('a');
    variables.remove("label_studio_url");
    variables.remove("label_studio_api_key");
    apply(roots.service(), variables);

    assertThat(hook.secrets.keySet())
        .containsExactlyInAnyOrder(
            "projects/acme/secrets/reviews-basic-auth-pass",
            "projects/acme/secrets/reviews-webhook-secret");
    assertThat(roots.google().resource(SERVICE).toString()).doesNotContain("LABEL_STUDIO_");
    assertUnchanged(roots.service(), variables);
  }

  @Test
  void aRevisionThatDoesNotStartLeavesTheOldOneServing() throws Exception {
    deployed('a');
    String before = (String) roots.service().outputs().get("revision");
    hook.broken = GcpRoots.image('b');

    Run refused =
        roots.service().run(roots.serviceVariables('b'), "apply", "-no-color", "-auto-approve");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).contains("container failed to start and listen on the port");
    assertThat(traffic()).containsExactly(before + " 100");

    apply(roots.service(), roots.serviceVariables('a'));
    assertThat(traffic()).hasSize(1).first().asString().startsWith("reviews-00003-");
    assertUnchanged(roots.service(), roots.serviceVariables('a'));
  }

  @Test
  void aFirstRevisionThatDoesNotStartIsReplacedUnlessItIsProtected() throws Exception {
    roots.init();
    apply(roots.bootstrap(), roots.bootstrapVariables());
    Map<String, String> variables = roots.serviceVariables('a');
    variables.put("deletion_protection", "false");
    hook.broken = GcpRoots.image('a');
    assertThat(roots.service().run(variables, "apply", "-no-color", "-auto-approve").status())
        .isEqualTo(1);
    hook.broken = null;
    assertThat(apply(roots.service(), roots.serviceVariables('a')).output())
        .contains("google_cloud_run_v2_service.main is tainted, so must be replaced");
    assertThat(traffic()).hasSize(1);
    assertUnchanged(roots.service(), roots.serviceVariables('a'));
  }

  @Test
  void aProtectedFirstRevisionThatDoesNotStartIsGoneOnFromByUntaint() throws Exception {
    roots.init();
    apply(roots.bootstrap(), roots.bootstrapVariables());
    hook.broken = GcpRoots.image('a');
    String[] apply = {"apply", "-no-color", "-auto-approve"};
    assertThat(roots.service().run(roots.serviceVariables('a'), apply).status()).isEqualTo(1);
    assertThat(roots.service().run(roots.serviceVariables('b'), apply).output())
        .contains("cannot destroy service without setting deletion_protection=false");

    roots.service().must(Map.of(), "untaint", "google_cloud_run_v2_service.main");
    apply(roots.service(), roots.serviceVariables('b'));
    assertThat(traffic()).hasSize(1);
    assertUnchanged(roots.service(), roots.serviceVariables('b'));
  }

  @Test
  void trafficForARevisionThatIsNotThereIsRefused() throws Exception {
    deployed('a');
    Map<String, String> variables = roots.serviceVariables('a');
    variables.put("serving_revision", "reviews-00009-xyz");

    assertThat(roots.service().run(variables, "apply", "-no-color", "-auto-approve").output())
        .contains("Revision 'reviews-00009-xyz' does not exist or is deleted.");
  }

  @Test
  void anInterruptedFirstApplyIsResumed() throws Exception {
    roots.init();
    apply(roots.bootstrap(), roots.bootstrapVariables());
    roots.google().failNext(SERVICE, "googleapi: Error 503: try again");
    Run refused =
        roots.service().run(roots.serviceVariables('a'), "apply", "-no-color", "-auto-approve");
    assertThat(refused.output()).contains("Error 503: try again");

    assertThat(apply(roots.service(), roots.serviceVariables('a')).output())
        .as("only what is missing")
        .contains("1 added, 0 changed, 0 destroyed");
    assertUnchanged(roots.service(), roots.serviceVariables('a'));
  }

  @Test
  void twoDeploymentsAtATimeAreKeptApart() throws Exception {
    roots.init();
    apply(roots.bootstrap(), roots.bootstrapVariables());
    CountDownLatch entered = new CountDownLatch(1);
    hook.entered = entered;
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Run> first = thread.submit(() -> apply(roots.service(), roots.serviceVariables('a')));
      entered.await();
      Run second =
          roots.service().run(roots.serviceVariables('b'), "plan", "-no-color", "-lock-timeout=0s");
      hook.leave.countDown();

      assertThat(second.status()).isEqualTo(1);
      assertThat(second.output()).contains("Error acquiring the state lock").contains("Lock Info");
      assertThat(first.get().status()).isZero();
    } finally {
      hook.leave.countDown();
      thread.shutdownNow();
    }
    hook.entered = null;
    assertUnchanged(roots.service(), roots.serviceVariables('a'));
  }

  @Test
  void aDestroyNeedsTwoStepsAndLeavesTheBucketsAndTheApis() throws Exception {
    deployed('a');
    Map<String, String> variables = roots.serviceVariables('a');
    Run refused = roots.service().run(variables, "destroy", "-no-color", "-auto-approve");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).contains("without setting deletion_protection=false");

    variables.put("deletion_protection", "false");
    apply(roots.service(), variables);
    roots.service().must(variables, "destroy", "-no-color", "-auto-approve");
    roots.bootstrap().must(roots.bootstrapVariables(), "destroy", "-no-color", "-auto-approve");

    assertThat(roots.google().types())
        .containsExactlyInAnyOrder("google_storage_bucket", "google_project_service");
    assertThat(roots.gcs().buckets()).containsExactly("acme-reviews-models", "acme-reviews-state");
  }

  @Test
  void modelsAreDestroyedOnlyWhenThatIsAppliedBefore() throws Exception {
    deployed('a');
    Map<String, String> variables = new java.util.LinkedHashMap<>(roots.bootstrapVariables());
    variables.put("keep_models", "false");
    apply(roots.bootstrap(), variables);
    roots.bootstrap().must(variables, "destroy", "-no-color", "-auto-approve");

    assertThat(roots.gcs().buckets()).containsExactly("acme-reviews-state");
  }

  private void deployed(char image) throws Exception {
    roots.init();
    apply(roots.bootstrap(), roots.bootstrapVariables());
    apply(roots.service(), roots.serviceVariables(image));
    assertThat(roots.google().log())
        .extracting(Applied::action)
        .as("what a first deployment does")
        .containsOnly(Action.CREATED, Action.UPDATED);
  }

  private static Run apply(Terraform root, Map<String, String> variables) throws Exception {
    return root.must(variables, "apply", "-no-color", "-auto-approve");
  }

  private static void assertUnchanged(Terraform root, Map<String, String> variables)
      throws Exception {
    Run plan = root.run(variables, "plan", "-no-color", "-detailed-exitcode");
    assertThat(plan.status()).as("exit status; 2 means changes:%n%s", plan.output()).isZero();
  }

  private List<String> traffic() {
    return ((List<?>) roots.google().resource(SERVICE).get("traffic_statuses"))
        .stream()
            .map(
                status ->
                    ((Map<?, ?>) status).get("revision")
                        + " "
                        + ((Map<?, ?>) status).get("percent"))
            .toList();
  }
}
