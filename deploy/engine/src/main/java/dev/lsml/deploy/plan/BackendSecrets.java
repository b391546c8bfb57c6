// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a backend. Those that it has stay, so that Label Studio can go on calling it; a
 * key that differs from the one it has raises the version, which makes Terraform write it.
 */
public final class BackendSecrets {
  /** The name that Label Studio sends with every request. */
  public static final String USER = "lsml";

  private static final String STAND_IN = "about-to-be-deleted";
  private static final int BYTES = 32;

  private final SecretNames names;
  private final Vault vault;
  private final String place;
  private final SecureRandom random;

  /** Where a cloud keeps secrets. */
  @FunctionalInterface
  public interface Vault {
    /**
     * The value of a secret; {@code null} when it has none.
     *
     * @throws dev.lsml.deploy.DeployException when it may not be read
     */
    @Nullable String value(String name);
  }

  /**
   * Makes them; asks nobody yet.
   *
   * @param place where people find the password
   */
  public BackendSecrets(SecretNames names, Vault vault, String place, SecureRandom random) {
    this.names = names;
    this.vault = vault;
    this.place = place;
    this.random = random;
  }

  /**
   * Reads them, and makes up those that are missing.
   *
   * @param apiKey secret; that of Label Studio, {@code null} when none is named
   */
  public Access read(@Nullable Deployed deployed, @Nullable String apiKey) {
    String password = kept(names.passwordSecret());
    String webhookSecret = kept(names.webhookSecret());
    Map<String, String> variables = new HashMap<>();
    variables.put("basic_auth_pass", password);
    variables.put("webhook_secret", webhookSecret);
    long version = deployed == null ? 1 : deployed.secretVersion();
    if (apiKey != null) {
      String before = vault.value(names.apiKeySecret());
      variables.put("label_studio_api_key", apiKey);
      if (before != null && !before.equals(apiKey)) {
        version++;
      }
    }
    return new Access(USER, password, webhookSecret, place, variables, version);
  }

  /**
   * Stand-ins for what only has to have a value, as when everything is about to be deleted.
   *
   * @param hasApiKey whether the service has a key of Label Studio's
   */
  public static Map<String, String> standIns(boolean hasApiKey) {
    Map<String, String> variables = new HashMap<>();
    variables.put("basic_auth_pass", STAND_IN);
    variables.put("webhook_secret", STAND_IN);
    if (hasApiKey) {
      variables.put("label_studio_api_key", STAND_IN);
    }
    return variables;
  }

  private String kept(String secret) {
    String value = vault.value(secret);
    return value == null ? generate(random) : value;
  }

  /**
   * A new password: 256 random bits in 43 characters that need no quoting in headers, shells or
   * Terraform.
   */
  static String generate(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
