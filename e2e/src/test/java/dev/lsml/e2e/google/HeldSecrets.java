// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import static dev.lsml.e2e.google.Values.string;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was written to Secret Manager, version by version, which the provider itself forgets.
 */
public final class HeldSecrets implements GoogleControl {
  private final Map<String, String> values = new ConcurrentHashMap<>();

  @Override
  public Map<String, @Nullable Object> apply(
      String type,
      @Nullable Map<String, @Nullable Object> prior,
      Map<String, @Nullable Object> planned) {
    if (type.equals("google_secret_manager_secret_version")) {
      String secret = string(planned, "secret");
      values.put(
          key(secret.substring(secret.lastIndexOf('/') + 1), string(planned, "version")),
          string(planned, "secret_data_wo"));
    }
    return Map.of();
  }

  /**
   * A value.
   *
   * @param secret such as {@code reviews-webhook-secret}
   * @param version its number
   * @throws IllegalStateException when it was never written
   */
  public String value(String secret, String version) {
    String value = values.get(key(secret, version));
    if (value == null) {
      throw new IllegalStateException("no version " + version + " of the secret " + secret);
    }
    return value;
  }

  /** All that were ever written, by {@code secret/version}; what no output may contain. */
  public Map<String, String> all() {
    return Map.copyOf(values);
  }

  private static String key(String secret, String version) {
    return secret + "/" + version;
  }
}
