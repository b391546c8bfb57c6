// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.deploy.terraform.PlannedChanges.Change;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Terraform;
import dev.lsml.e2e.parts.Terraform.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The real Terraform and the real provider with both roots of {@code terraform/aws}, applied to
 * Moto.
 */
class TerraformAwsIT {
  /** Moto keeps neither of these, so that every plan wants to set them. */
  private static final List<String> MOTO_FORGETS = List.of("logging_config", "snap_start");

  private static AwsRoots roots;
  private static Run bootstrapApplied;
  private static List<Run> serviceRuns;

  @BeforeAll
  static void deploy() throws Exception {
    roots = AwsRoots.start(Folders.fresh(TerraformAwsIT.class));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      // Each waits for AWS most of the time, and neither needs what the other makes.
      Future<Run> first =
          thread.submit(() -> roots.bootstrap().apply(AwsRoots.bootstrapVariables()));
      Map<String, String> variables = AwsRoots.serviceVariables('a');
      Terraform root = roots.service();
      Run planned = root.must(variables, "plan", "-no-color", "-out=tfplan");
      Run shown = root.must(Map.of(), "show", "-json", "tfplan");
      Run applied = root.must(variables, "apply", "-no-color", "tfplan");
      serviceRuns = List.of(planned, shown, applied);
      bootstrapApplied = first.get();
    } finally {
      thread.shutdownNow();
    }
  }

  @AfterAll
  static void stop() {
    if (roots != null) {
      roots.close();
    }
  }

  @Test
  void bothRootsAreFormattedValidAndPassTheirTests() throws Exception {
    for (Terraform root : List.of(roots.bootstrap(), roots.service())) {
      root.must(Map.of(), "fmt", "-check", "-diff", "-recursive");
      assertThat(root.must(Map.of(), "validate", "-no-color").output())
          .contains("The configuration is valid");
      assertThat(root.must(Map.of(), "test", "-no-color").output())
          .contains("Success! ")
          .contains(" 0 failed.");
    }
  }

  @Test
  void theStateBucketIsTakenOverAndTheSecondPlanIsEmpty() throws Exception {
    assertThat(bootstrapApplied.output()).contains("1 imported, ").contains(" 0 destroyed");
    assertThat(roots.bootstrap().outputs())
        .containsEntry("registry", "123456789012.dkr.ecr.eu-central-1.amazonaws.com")
        .containsEntry("repository", "reviews")
        .containsEntry("state_bucket", AwsRoots.STATE_BUCKET)
        .containsEntry("model_bucket", AwsRoots.MODEL_BUCKET);
    assertThat(AwsRoots.changes(roots.bootstrap(), AwsRoots.bootstrapVariables()).isNothing())
        .isTrue();
  }

  @Test
  void theSecondPlanOfTheServiceHasNothingButWhatMotoForgets() throws Exception {
    List<Change> changes =
        AwsRoots.changes(roots.service(), AwsRoots.serviceVariables('a')).changes();

    assertThat(changes).allSatisfy(change -> assertThat(change.isLoss()).isFalse());
    assertThat(changes)
        .extracting(Change::address)
        .containsExactlyInAnyOrder(
            "aws_lambda_alias.live", // its version follows from the function's
            "aws_lambda_function.main",
            "aws_lambda_function.train",
            "aws_sqs_queue.train");
    for (Change change : changes) {
      switch (change.type()) {
        case "aws_lambda_function" -> assertThat(MOTO_FORGETS).containsAll(change.fields());
        case "aws_sqs_queue" -> // with spaces between
            assertThat(change.fields()).containsExactly("redrive_policy");
        default -> assertThat(change.fields()).isEmpty();
      }
    }
  }

  @Test
  void fromAZipToAnImageAliasAndUrlAreMadeAnewWithTheFunction() throws Exception {
    Map<String, String> variables = AwsRoots.serviceVariables('a');
    variables.put(
        "artifact",
        AwsRoots.ACCOUNT + ".dkr.ecr.eu-central-1.amazonaws.com/reviews@sha256:" + "c".repeat(64));

    assertThat(AwsRoots.changes(roots.service(), variables).changes())
        .filteredOn(Change::isLoss)
        .extracting(Change::address)
        .containsExactlyInAnyOrder(
            "aws_lambda_alias.live",
            "aws_lambda_function.main",
            "aws_lambda_function.train",
            "aws_lambda_function_url.live");
  }

  @Test
  void aFunctionThatIsMadeAnewAnswersUnderItsAliasAgain() throws Exception {
    Map<String, String> variables = AwsRoots.serviceVariables('a');

    Run applied =
        roots
            .service()
            .must(
                variables,
                "apply",
                "-no-color",
                "-auto-approve",
                "-replace=aws_lambda_function.main");

    assertThat(applied.output())
        .contains("aws_lambda_alias.live: Creation complete")
        .contains("aws_lambda_function_url.live: Creation complete");
    assertThat(roots.service().outputs()).containsEntry("revision", "1");
  }

  @Test
  void theOutputsSayWhatServes() throws Exception {
    Map<String, Object> outputs = roots.service().outputs();

    assertThat(outputs)
        .containsEntry("image", AwsRoots.zip('a'))
        .containsEntry("revision", "1")
        .containsEntry("serving_revision", "")
        .containsEntry("service", "reviews")
        .containsEntry("train_function", "reviews-train")
        .containsEntry("account", AwsRoots.ACCOUNT)
        .containsEntry("region", AwsRoots.REGION)
        .containsEntry("model_bucket", AwsRoots.MODEL_BUCKET);
    assertThat((String) outputs.get("endpoint_url")).startsWith("https://").doesNotEndWith("/");
    assertThat((String) outputs.get("queue_url")).endsWith("/123456789012/reviews-train.fifo");
    assertThat(outputs.get("candidate_url")).isNull();
  }

  @Test
  void everythingThatCostsSomethingBearsTheServicesTag() throws Exception {
    assertThat(roots.tagged())
        .contains(
            "lambda function:reviews",
            "lambda function:reviews-train",
            "s3 " + AwsRoots.MODEL_BUCKET,
            "s3 " + AwsRoots.STATE_BUCKET,
            "sqs reviews-train-failed.fifo",
            "sqs reviews-train.fifo");
  }

  @Test
  void secretsReachAwsAndNeverPlanOrState() throws Exception {
    assertThat(roots.secret("reviews/label-studio-api-key")).isEqualTo("sesame-key");
    assertThat(roots.secret("reviews/basic-auth-pass")).isEqualTo("sesame-password-0");
    assertThat(roots.secret("reviews/webhook-secret")).isEqualTo("sesame-webhook-00");

    assertThat(roots.content(AwsRoots.STATE_BUCKET, "lsml/service.tfstate"))
        .contains("reviews/basic-auth-pass")
        .doesNotContain("sesame");
    for (Run run : serviceRuns) {
      assertThat(run.output()).as(run.command()).contains("reviews").doesNotContain("sesame");
    }
  }

  @Test
  void aMistypedArgumentIsFound() throws Exception {
    Path main = roots.service().folder().resolve("main.tf");
    String text = Files.readString(main);
    Files.writeString(main, text.replace("  memory_size ", "  memory_sise "));
    try {
      assertThat(roots.service().run(Map.of(), "validate", "-no-color").output())
          .contains("An argument named \"memory_sise\" is not expected here.")
          .contains("\"memory_size\"?");
    } finally {
      Files.writeString(main, text);
    }
  }
}
