// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.e2e.google.AppliedContainer;
import dev.lsml.e2e.google.GcpRoots;
import dev.lsml.e2e.parts.Terraform;
import dev.lsml.e2e.parts.Terraform.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The real Terraform with both roots of {@code terraform/gcp}, and a stand-in for Google. */
class TerraformGcpIT extends TerraformGcpCase {
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

    assertThat(secrets.all())
        .containsOnly(
            Map.entry("reviews-label-studio-api-key/1", "sesame-key"),
            Map.entry("reviews-basic-auth-pass/1", "sesame-password-0"),
            Map.entry("reviews-webhook-secret/1", "sesame-webhook-00"));
    assertThat(roots.serviceState()).contains("reviews-basic-auth-pass").doesNotContain("sesame");
    for (Run run : List.of(planned, shown, applied)) {
      assertThat(run.output()).as(run.command()).contains("reviews").doesNotContain("sesame");
    }
    assertThat(roots.google().log().toString()).doesNotContain("sesame");
  }

  @Test
  void whatWasAppliedSaysWhatToRun() throws Exception {
    deployed('a');
    AppliedContainer service =
        AppliedContainer.ofService(roots.google().resource(SERVICE), secrets::value);
    AppliedContainer job =
        AppliedContainer.ofJob(roots.google().resource("google_cloud_run_v2_job"), secrets::value);

    assertThat(service.image()).isEqualTo(GcpRoots.image('a')).isEqualTo(job.image());
    assertThat(service.command()).isEmpty();
    assertThat(service.args()).isEmpty();
    assertThat(job.args()).containsExactly("train");
    assertThat(service.port()).isEqualTo(8080);
    assertThat(service.startup()).isEqualTo(new AppliedContainer.HttpProbe("/health", 1, 1, 120));
    assertThat(List.of(service.cpu(), service.memory(), job.cpu(), job.memory()))
        .containsExactly("1", "1Gi", "2", "4Gi");
    assertThat(service.environment())
        .containsOnly(
            Map.entry("LSML_STORE", "gs://acme-reviews-models"),
            Map.entry("LABEL_STUDIO_URL", "https://label-studio.example.com"),
            Map.entry("LABEL_STUDIO_API_KEY", "sesame-key"),
            Map.entry("BASIC_AUTH_USER", "lsml"),
            Map.entry("BASIC_AUTH_PASS", "sesame-password-0"),
            Map.entry("LSML_WEBHOOK_SECRET", "sesame-webhook-00"),
            Map.entry(
                "LSML_TRAINING_JOB", "projects/acme/locations/us-central1/jobs/reviews-train"));
    assertThat(job.environment())
        .containsOnly(
            Map.entry("LSML_STORE", "gs://acme-reviews-models"),
            Map.entry("LABEL_STUDIO_URL", "https://label-studio.example.com"),
            Map.entry("LABEL_STUDIO_API_KEY", "sesame-key"));
  }

  @Test
  void anotherSecretIsWrittenWhenItsNumberChangesAndTheOldOneStays() throws Exception {
    deployed('a');
    Map<String, String> variables = roots.serviceVariables('a');
    variables.put("basic_auth_pass", "sesame-password-1");
    assertUnchanged(roots.service(), variables);

    variables.put("secret_version", "2");
    apply(roots.service(), variables);

    assertThat(secrets.value("reviews-basic-auth-pass", "2")).isEqualTo("sesame-password-1");
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

    assertThat(secrets.all().keySet())
        .containsExactlyInAnyOrder("reviews-basic-auth-pass/1", "reviews-webhook-secret/1");
    assertThat(roots.google().resource(SERVICE).toString()).doesNotContain("LABEL_STUDIO_");
    assertUnchanged(roots.service(), variables);
  }
}
