// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.amazon;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads secrets. Writing them is Terraform's part. Thread-safe. */
public final class Secrets {
  private final AwsApi api;

  /** Makes one. */
  public Secrets(AwsApi api) {
    this.api = api;
  }

  /**
   * Reads the current value of a secret.
   *
   * @return secret; {@code null} when there is no such secret, or it has no value yet
   * @throws AwsException when it may not be read, or is about to be deleted
   */
  public @Nullable String value(String name) {
    AwsApi.Call what = new AwsApi.Call("read the secret " + name, "secretsmanager:GetSecretValue");
    try {
      return api.call(
              AwsService.SECRETS_MANAGER,
              what,
              "secretsmanager.GetSecretValue",
              Map.of("SecretId", name))
          .get("SecretString")
          .stringOrNull();
    } catch (AwsException e) {
      if (e.isMissing()) {
        return null;
      }
      if (e.code().equals("InvalidRequestException")) {
        throw new AwsException(
            e.status(),
            e.code(),
            "The secret " + name + " cannot be read",
            e.reason(),
            "If it was deleted by hand, bring it back: aws secretsmanager restore-secret --secret-id "
                + name
                + " --region "
                + api.region(),
            e);
      }
      throw e;
    }
  }
}
