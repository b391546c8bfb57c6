// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.deploy.DeployException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service as its cloud tells of it. Immutable.
 *
 * @param url its address, {@code null} while the cloud has not made it yet
 * @param isReady whether its last change has come into force
 * @param message why not, {@code null} when nothing is told
 * @param revision name of the newest revision that is ready, {@code null} for none
 * @param image what that runs, image or package, with its digest
 * @param traffic who gets how much, such as {@code texts-00003-abc 100 %}
 * @param updatedAt when it was last changed, ISO 8601; {@code null} when not told
 * @param environment its plain variables by name; secrets are not among them
 */
public record DeployedService(
    @Nullable String url,
    boolean isReady,
    @Nullable String message,
    @Nullable String revision,
    String image,
    List<String> traffic,
    @Nullable String updatedAt,
    Map<String, String> environment) {

  /** Copies the collections. */
  public DeployedService {
    traffic = List.copyOf(traffic);
    environment = Map.copyOf(environment);
  }

  /**
   * Its address, for calling it.
   *
   * @throws DeployException when it has none yet
   */
  public URI address() {
    if (url == null) {
      throw new DeployException(
          "The service has no address",
          message == null ? "the cloud has not finished making it" : message,
          "Deploy it again; mvn lsml:logs shows what it said");
    }
    return URI.create(url);
  }
}
