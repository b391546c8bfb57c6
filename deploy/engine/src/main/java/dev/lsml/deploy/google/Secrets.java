// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import dev.lsml.core.json.JsonView;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads secrets. Writing them is Terraform's part. Thread-safe. */
public final class Secrets {
  private final GoogleApi api;

  /** Makes one. */
  public Secrets(GoogleApi api) {
    this.api = api;
  }

  /**
   * A secret's value.
   *
   * @param value secret
   * @param version its number, from 1
   */
  public record Value(String value, long version) {
    /** Leaves the value out. */
    @Override
    public String toString() {
      return "Value[version=" + version + "]";
    }
  }

  /**
   * Reads the newest version of a secret.
   *
   * @return {@code null} when there is no such secret, it has no version yet, or its API is not
   *     enabled yet, as before a first deployment
   * @throws GoogleApiException when it may not be read, or the newest version is disabled
   */
  public @Nullable Value latest(String secret) {
    JsonView answer;
    try {
      answer =
          api.find(
              GoogleService.SECRETMANAGER,
              "v1/projects/"
                  + Paths.encoded(api.project())
                  + "/secrets/"
                  + Paths.encoded(secret)
                  + "/versions/latest:access");
    } catch (GoogleApiException e) {
      if (e.code().equals("SERVICE_DISABLED")) {
        return null;
      }
      if (e.status() == 400) {
        throw new GoogleApiException(
            400,
            e.code(),
            "The secret " + secret + " cannot be read",
            "its newest version is disabled or destroyed: " + e.reason(),
            "Enable it, or delete the secret so that the next deployment makes a new one: gcloud"
                + " secrets delete "
                + secret
                + " --project="
                + api.project(),
            e);
      }
      throw e;
    }
    if (answer == null) {
      return null;
    }
    byte[] data = Base64.getDecoder().decode(answer.get("payload").get("data").string());
    String name = answer.get("name").string(); // projects/P/secrets/S/versions/N
    return new Value(
        new String(data, StandardCharsets.UTF_8),
        Long.parseLong(name.substring(name.lastIndexOf('/') + 1)));
  }
}
