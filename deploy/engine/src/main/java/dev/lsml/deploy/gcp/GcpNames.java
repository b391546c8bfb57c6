// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.gcp;

import dev.lsml.deploy.ShortName;
import dev.lsml.deploy.plan.SecretNames;

/**
 * What everything that belongs to a service is called. All names follow from project and service,
 * so that two services never share anything and a teardown finds all of it. Immutable.
 *
 * @param project the project's id
 * @param service the service's name
 */
public record GcpNames(String project, String service) implements SecretNames {
  private static final int BUCKET = 63;
  private static final int ACCOUNT = 30;
  private static final int LEAST_ACCOUNT = 6;
  private static final String RUN = "-run";

  /** Holds Terraform's state. */
  public String stateBucket() {
    return bucket("-state");
  }

  /** Holds the models. */
  public String modelBucket() {
    return bucket("-models");
  }

  /** The Artifact Registry repository. */
  public String repository() {
    return service;
  }

  /** The account that the service runs as, without its domain. */
  public String account() {
    String name = service + RUN;
    boolean isOfLength = name.length() >= LEAST_ACCOUNT && name.length() <= ACCOUNT;
    return isOfLength ? name : ShortName.cut(service, ACCOUNT - RUN.length()) + RUN;
  }

  /** The job that trains. */
  public String job() {
    return service + "-train";
  }

  @Override
  public String apiKeySecret() {
    return service + "-label-studio-api-key";
  }

  @Override
  public String passwordSecret() {
    return service + "-basic-auth-pass";
  }

  @Override
  public String webhookSecret() {
    return service + "-webhook-secret";
  }

  private String bucket(String ending) {
    return ShortName.of(project + "-" + service, ending, BUCKET);
  }
}
