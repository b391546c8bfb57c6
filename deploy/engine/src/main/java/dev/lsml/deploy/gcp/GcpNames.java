// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.gcp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What everything that belongs to a service is called. All names follow from project and service,
 * so that two services never share anything and a teardown finds all of it. Immutable.
 *
 * @param project the project's id
 * @param service the service's name
 */
public record GcpNames(String project, String service) {
  private static final int BUCKET = 63;
  private static final int ACCOUNT = 30;
  private static final int LEAST_ACCOUNT = 6;
  private static final int HASH = 6;
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
    return isOfLength ? name : shortened(service, ACCOUNT - RUN.length()) + RUN;
  }

  /** The job that trains. */
  public String job() {
    return service + "-train";
  }

  /** The secret with Label Studio's API key. */
  public String apiKeySecret() {
    return service + "-label-studio-api-key";
  }

  /** The secret with the backend's password. */
  public String passwordSecret() {
    return service + "-basic-auth-pass";
  }

  /** The secret with the value of the webhooks' header. */
  public String webhookSecret() {
    return service + "-webhook-secret";
  }

  private String bucket(String ending) {
    String name = project + "-" + service;
    int room = BUCKET - ending.length();
    return (name.length() <= room ? name : shortened(name, room)) + ending;
  }

  /** The beginning, and six digits of a hash of all of it. */
  private static String shortened(String name, int room) {
    int length = Math.min(name.length(), room - HASH - 1);
    String start = name.substring(0, length);
    while (start.endsWith("-")) {
      start = start.substring(0, start.length() - 1);
    }
    return start + "-" + hash(name);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
