// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import dev.lsml.deploy.ShortName;
import dev.lsml.deploy.plan.SecretNames;

/**
 * What everything that belongs to a service is called. All names follow from account, region and
 * service, so that two services never share anything and a teardown finds all of it. Immutable.
 *
 * @param account twelve digits
 * @param region such as {@code eu-central-1}
 * @param service the name of the function that serves
 */
public record AwsNames(String account, String region, String service) implements SecretNames {
  /** The alias that answers. */
  public static final String LIVE = "live";

  /** The alias of what is tried before it answers. */
  public static final String CANDIDATE = "candidate";

  private static final int BUCKET = 63;

  /** Holds Terraform's state, and the zips below {@code code/}. */
  public String stateBucket() {
    return bucket("-state");
  }

  /** Holds the models. */
  public String modelBucket() {
    return bucket("-models");
  }

  /** The ECR repository. */
  public String repository() {
    return service;
  }

  /** The function that trains. */
  public String trainFunction() {
    return service + "-train";
  }

  /** The queue of the trainings that are wanted. */
  public String queue() {
    return service + "-train.fifo";
  }

  /** Where the function that serves logs. */
  public String logGroup() {
    return "/aws/lambda/" + service;
  }

  /** Where the function that trains logs. */
  public String trainLogGroup() {
    return "/aws/lambda/" + trainFunction();
  }

  @Override
  public String apiKeySecret() {
    return service + "/label-studio-api-key";
  }

  @Override
  public String passwordSecret() {
    return service + "/basic-auth-pass";
  }

  @Override
  public String webhookSecret() {
    return service + "/webhook-secret";
  }

  private String bucket(String ending) {
    return ShortName.of(service + "-" + account + "-" + region, ending, BUCKET);
  }
}
