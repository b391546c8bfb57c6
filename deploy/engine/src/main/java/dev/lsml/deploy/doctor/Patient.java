// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.doctor;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.operate.Backend;
import dev.lsml.deploy.operate.DeployedService;
import dev.lsml.deploy.operate.ServiceStatus;
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

  /**
   * The backend that is deployed: its cloud tells the address and what must be sent.
   *
   * @throws DeployException when there is none, or the cloud refuses
   */
  public static Patient of(Backend backend) {
    DeployedService service = backend.deployed();
    String password = backend.secret(backend.secretNames().passwordSecret());
    String user = service.environment().getOrDefault("BASIC_AUTH_USER", ServiceStatus.DEFAULT_USER);
    return new Patient(
        service.address().toString(),
        password == null ? null : user,
        password,
        backend.secret(backend.secretNames().webhookSecret()));
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
