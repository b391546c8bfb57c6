// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import dev.lsml.aws.auth.AwsEnvironment;
import dev.lsml.deploy.plan.Target;
import dev.lsml.deploy.terraform.TerraformRoot;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where on AWS a service goes. Functions only. */
public final class AwsTarget {
  private static final List<String> BOOTSTRAP =
      List.of("images.tf", "models.tf", "outputs.tf", "state.tf", "variables.tf", "versions.tf");
  private static final List<String> SERVICE =
      List.of(
          "iam.tf",
          "main.tf",
          "outputs.tf",
          "secrets.tf",
          "training.tf",
          "variables.tf",
          "versions.tf");
  private static final String REPOSITORY = "aws_ecr_repository.images";

  private AwsTarget() {}

  /**
   * Works it out.
   *
   * @param names those of the account that is deployed to
   * @param work for files that may be deleted at any time
   * @param keep for what is long to fetch again
   */
  public static Target of(AwsSettings settings, AwsNames names, Path work, Path keep) {
    String region = names.region().isEmpty() ? "no region" : "region " + names.region();
    String registry =
        names.account()
            + ".dkr.ecr."
            + names.region()
            + "."
            + AwsEnvironment.domain(names.region());
    return new Target(
        "AWS Lambda",
        "account " + names.account() + ", " + region,
        names.service(),
        "s3://" + names.stateBucket(),
        "s3://" + names.modelBucket(),
        registry + "/" + names.repository(),
        root("bootstrap", BOOTSTRAP, names, work, keep),
        REPOSITORY,
        List.of(REPOSITORY, "aws_s3_bucket.models"),
        root("service", SERVICE, names, work, keep),
        "aws_lambda_function.main",
        List.of("aws_s3_bucket", "aws_secretsmanager_secret"),
        false,
        words(settings.packaging(), registry + "/" + names.repository(), names),
        calls(names));
  }

  private static Target.Words words(String packaging, String image, AwsNames names) {
    String code = "s3://" + names.stateBucket() + "/code";
    String build =
        switch (packaging) {
          case "image" -> "Build the image and push it to " + image + ", unless it is there";
          case "zip" -> "Build the zip and put it into " + code + ", unless it is there";
          default -> "Build the zip for " + code + ", or an image where it is too large for Lambda";
        };
    return new Target.Words(
        "image repository, buckets",
        packaging.equals("image") ? "image" : "package",
        build,
        packaging.equals("image") ? "push " + image + "@sha256:…" : "PUT " + code + "/<sha256>.zip",
        "version",
        "functions, queues, roles, secrets and logs",
        null);
  }

  private static TerraformRoot root(
      String title, List<String> files, AwsNames names, Path work, Path keep) {
    Map<String, String> backend = new LinkedHashMap<>();
    backend.put("bucket", names.stateBucket());
    backend.put("key", AwsState.key(title));
    backend.put("region", names.region());
    backend.put("use_lockfile", "true");
    return new TerraformRoot(
        "aws/" + title, files, work.resolve(title), keep.resolve(names.service()), backend);
  }

  private static Target.Calls calls(AwsNames names) {
    String state = "s3://" + names.stateBucket();
    String secret = "secretsmanager:GetSecretValue ";
    String policy = "lambda:AddPermission " + names.service() + ":";
    return new Target.Calls(
        List.of("sts:GetCallerIdentity", "lambda:GetAccountSettings", "s3:HeadBucket " + state),
        List.of(
            "s3:HeadBucket " + state,
            "s3:CreateBucket " + state,
            "s3:PutPublicAccessBlock, s3:PutBucketVersioning, s3:PutBucketEncryption " + state),
        List.of(secret + names.passwordSecret(), secret + names.webhookSecret()),
        List.of(secret + names.apiKeySecret()),
        List.of(
            policy
                + AwsNames.LIVE
                + ", "
                + AwsNames.CANDIDATE
                + " (by its URL, unless it is there)"),
        List.of("s3:DeleteObjects " + state + " (all versions)", "s3:DeleteBucket " + state));
  }
}
