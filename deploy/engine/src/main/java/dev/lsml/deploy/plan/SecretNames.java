// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

/** What the secrets of a backend are called in its cloud. */
public interface SecretNames {
  /** The secret with Label Studio's API key. */
  String apiKeySecret();

  /** The secret with the backend's password. */
  String passwordSecret();

  /** The secret with the value of the webhooks' header. */
  String webhookSecret();
}
