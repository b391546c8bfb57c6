// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.amazon;

import dev.lsml.aws.auth.AwsEnvironment;
import dev.lsml.deploy.DeployException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service of AWS's and where it is. The variables that point elsewhere are those of AWS's own
 * tools, {@code AWS_ENDPOINT_URL} and one for each service, so that a rehearsal or a private
 * endpoint can stand in.
 */
public enum AwsService {
  /** Who calls. */
  STS("AWS", "sts", "STS"),
  /** Buckets and objects. */
  S3("S3", "s3", "S3"),
  /** Functions, versions, aliases and queues that start them. */
  LAMBDA("Lambda", "lambda", "LAMBDA"),
  /** Secrets. */
  SECRETS_MANAGER("Secrets Manager", "secretsmanager", "SECRETS_MANAGER"),
  /** Queues. */
  SQS("SQS", "sqs", "SQS"),
  /** Log groups and their lines. */
  LOGS("CloudWatch Logs", "logs", "CLOUDWATCH_LOGS"),
  /** Image repositories; its name in an address is longer than the one it is signed by. */
  ECR("ECR", "ecr", "ECR");

  private final String title;
  private final String id;
  private final String variable;

  AwsService(String title, String id, String variable) {
    this.title = title;
    this.id = id;
    this.variable = variable;
  }

  /** The name people know it by. */
  public String title() {
    return title;
  }

  /** What its requests are signed for, such as {@code secretsmanager}. */
  public String id() {
    return id;
  }

  /** What its actions begin with in policies, such as {@code secretsmanager:}. */
  public String actionPrefix() {
    return id + ":";
  }

  /**
   * A server that stands in for AWS's, {@code null} for AWS's own.
   *
   * @throws DeployException when the variable holds something else than a web address
   */
  public @Nullable URI standIn(Map<String, String> environment) {
    String told = AwsEnvironment.endpoint(environment, variable);
    if (told == null) {
      return null;
    }
    try {
      URI uri = URI.create(told);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new DeployException(
        title + " cannot be called",
        "AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_"
            + variable
            + " is '"
            + told
            + "', which is no web address",
        "Unset it, or give an address such as http://127.0.0.1:5000");
  }

  /**
   * The address that its paths lie below, without a slash at the end.
   *
   * @throws DeployException when a variable names no web address
   */
  public URI base(Map<String, String> environment, String region) {
    URI standIn = standIn(environment);
    return standIn != null
        ? standIn
        : URI.create("https://" + host() + "." + region + "." + AwsEnvironment.domain(region));
  }

  private String host() {
    return this == ECR ? "api.ecr" : id;
  }
}
