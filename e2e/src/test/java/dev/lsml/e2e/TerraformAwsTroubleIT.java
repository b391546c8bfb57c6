// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.e2e.parts.Await;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Terraform.Run;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with both roots of {@code terraform/aws}, and how they are taken away again. */
class TerraformAwsTroubleIT {
  private static final String[] DESTROY = {"destroy", "-no-color", "-auto-approve"};
  private static final String[] DESTROY_IMAGES = {
    "destroy", "-no-color", "-auto-approve", "-target=aws_ecr_repository.images"
  };
  private static final String[] DESTROY_MODELS = {
    "destroy", "-no-color", "-auto-approve", "-target=aws_s3_bucket.models"
  };

  private AwsRoots roots;

  @BeforeEach
  void start() throws Exception {
    roots = AwsRoots.start(Folders.fresh(TerraformAwsTroubleIT.class));
  }

  @AfterEach
  void stop() {
    if (roots != null) {
      roots.close();
    }
  }

  @Test
  void twoDeploymentsAreKeptApartACandidateIsTriedAndADestroyLeavesNothing() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Run> first =
          thread.submit(() -> roots.service().apply(AwsRoots.serviceVariables('a')));
      Await.until(
          "the first deployment holds the lock",
          Duration.ofMinutes(1),
          () -> roots.content(AwsRoots.STATE_BUCKET, "lsml/service.tfstate.tflock"),
          lock -> !lock.isEmpty());
      Run second =
          roots
              .service()
              .run(AwsRoots.serviceVariables('b'), "plan", "-no-color", "-lock-timeout=0s");

      assertThat(second.status()).isEqualTo(1);
      assertThat(second.output())
          .contains("Error acquiring the state lock")
          .contains("PreconditionFailed")
          .contains("Lock Info");
      assertThat(first.get().status()).isZero();
    } finally {
      thread.shutdownNow();
    }
    assertThat(roots.content(AwsRoots.STATE_BUCKET, "lsml/service.tfstate.tflock")).isEmpty();

    Map<String, String> candidate = AwsRoots.serviceVariables('b');
    candidate.put("serving_revision", "1");
    candidate.put("secret_version", "2");
    candidate.put("basic_auth_pass", "sesame-password-1");
    roots.service().apply(candidate);

    assertThat(roots.service().outputs())
        .containsEntry("revision", "2")
        .containsEntry("serving_revision", "1")
        .containsEntry("image", AwsRoots.zip('b'));
    assertThat((String) roots.service().outputs().get("candidate_url")).startsWith("https://");
    assertThat(roots.secret("reviews/basic-auth-pass")).isEqualTo("sesame-password-1");

    roots.service().must(candidate, DESTROY);
    assertThat(roots.tagged()).isEmpty();
    assertThat(roots.content(AwsRoots.STATE_BUCKET, "lsml/service.tfstate"))
        .contains("\"resources\": []");
  }

  @Test
  void aDestroyOfBucketsIsRefusedUnlessTheModelsAreMeant() throws Exception {
    Map<String, String> variables = AwsRoots.bootstrapVariables();
    roots.bootstrap().apply(variables);
    roots.put(AwsRoots.MODEL_BUCKET, "models/1", "days of work");

    Run refused = roots.bootstrap().run(variables, DESTROY);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).contains("aws_s3_bucket.state has lifecycle.prevent_destroy set");
    assertThat(AwsRoots.changes(roots.bootstrap(), variables).isNothing())
        .as("a destroy of everything is refused before it begins")
        .isTrue();

    roots.bootstrap().must(variables, DESTROY_IMAGES);
    Run kept = roots.bootstrap().run(variables, DESTROY_MODELS);
    assertThat(kept.status()).isEqualTo(1);
    assertThat(kept.output()).contains("BucketNotEmpty");
    assertThat(roots.content(AwsRoots.MODEL_BUCKET, "models/1")).isEqualTo("days of work");

    variables.put("keep_models", "false");
    roots.bootstrap().apply(variables);
    roots.bootstrap().must(variables, DESTROY_MODELS);
    assertThat(roots.tagged()).contains("s3 " + AwsRoots.STATE_BUCKET);
    assertThat(roots.tagged()).doesNotContain("s3 " + AwsRoots.MODEL_BUCKET);
  }

  @Test
  void credentialsOfAnotherAccountAreRefused() throws Exception {
    Map<String, String> variables = AwsRoots.bootstrapVariables();
    variables.put("account", "210987654321");

    Run refused = roots.bootstrap().run(variables, "plan", "-no-color");

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).contains("AWS account ID not allowed: 123456789012");
  }
}
