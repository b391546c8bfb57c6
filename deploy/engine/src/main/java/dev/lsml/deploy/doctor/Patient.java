// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.doctor;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A backend that is looked at. Immutable.
 *
 * @param url its address as this machine reaches it, without a slash at the end
 * @param user of basic auth; {@code null} for none
 * @param password secret; {@code null} for none
 * @param webhookSecret secret; what webhooks have to send; {@code null} for none
 */
public record Patient(
    String url, @Nullable String user, @Nullable String password, @Nullable String webhookSecret) {
  /** Strips slashes from the end of the address. */
  public Patient {
    url = withoutSlash(url);
  }

  /** Tells whether callers must send a password. */
  boolean isProtected() {
    return user != null && password != null;
  }

  /** The header's value; {@code null} for none. */
  @Nullable String authorization() {
    if (!isProtected()) {
      return null;
    }
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** The address of one of its routes. */
  URI route(String path) {
    return URI.create(url + path);
  }

  static String withoutSlash(String url) {
    String stripped = url.strip();
    while (stripped.endsWith("/")) {
      stripped = stripped.substring(0, stripped.length() - 1);
    }
    return stripped;
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "Patient[" + url + "]";
  }
}
