// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.BaseUrl;
import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.health.Health;
import dev.lsml.deploy.health.HealthGate;
import dev.lsml.deploy.labelstudio.Registration;
import dev.lsml.deploy.labelstudio.Wanted;
import dev.lsml.deploy.plan.SecretNames;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Registers a backend that is deployed already: finds its address, its credentials and its Label
 * Studio by name, warms it up, and registers it. Thread-safe.
 */
public final class Registering {
  private final Backend backend;
  private final HealthGate gate;
  private final InstantSource clock;
  private final Sleeper sleeper;

  /** Makes one. */
  public Registering(Backend backend, HealthGate gate, InstantSource clock, Sleeper sleeper) {
    this.backend = backend;
    this.gate = gate;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * What was done.
   *
   * @param url of the backend
   * @param labelStudio where it is registered
   * @param registered what Label Studio made of it
   */
  public record Result(String url, String labelStudio, Registration.Registered registered) {
    /** In lines for a person. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      lines.add(
          (registered.isNew() ? "Registered " : "Updated the registration of ")
              + url
              + " as backend "
              + registered.backend()
              + " of "
              + labelStudio);
      for (Finding finding : registered.findings()) {
        lines.add("Warning: " + finding);
      }
      return lines;
    }
  }

  /**
   * Registers.
   *
   * @param project the project's id in Label Studio
   * @param labelStudioUrl {@code null} for the one that the service was deployed with
   * @param apiKey {@code null} for the one that the service was deployed with
   * @param progress is told what is waited for
   * @throws DeployException when something is missing or does not work; says what to do
   */
  public Result register(
      long project,
      @Nullable String labelStudioUrl,
      @Nullable String apiKey,
      Consumer<String> progress) {
    DeployedService service = backend.deployed();
    String address =
        labelStudioUrl != null ? labelStudioUrl : service.environment().get("LABEL_STUDIO_URL");
    if (address == null) {
      throw new DeployException(
          "The backend cannot be registered",
          "it was deployed without a Label Studio, and none is named",
          "Name it with -Dlabelstudio.url=, best when deploying");
    }
    SecretNames names = backend.secretNames();
    String key = apiKey != null ? apiKey : backend.secret(names.apiKeySecret());
    if (key == null) {
      throw new DeployException(
          "The backend cannot be registered",
          "there is no API key for Label Studio",
          "Set LABEL_STUDIO_API_KEY to a personal access token (Label Studio: Account & Settings,"
              + " Personal Access Token)");
    }
    String password = backend.secret(names.passwordSecret());
    String user = service.environment().getOrDefault("BASIC_AUTH_USER", ServiceStatus.DEFAULT_USER);
    Health health =
        gate.check(service.address(), password == null ? null : user, password, progress);
    if (health instanceof Health.Bad bad) {
      throw new DeployException(bad.problem(), bad.cause(), bad.remedy());
    }
    LabelStudioClient client = client(address, key);
    Wanted wanted =
        new Wanted(
            project,
            service.address().toString(),
            backend.service(),
            password == null ? null : user,
            password,
            backend.secret(names.webhookSecret()),
            null);
    return new Result(
        service.address().toString(),
        client.base().value(),
        new Registration(client, sleeper).register(wanted));
  }

  private LabelStudioClient client(String address, String key) {
    try {
      return new LabelStudioClient(
          new BaseUrl(address), ApiKey.of(key), ClientOptions.defaults(clock));
    } catch (IllegalArgumentException e) {
      throw new DeployException(
          "The backend cannot be registered",
          String.valueOf(e.getMessage()),
          "Correct -Dlabelstudio.url= or LABEL_STUDIO_API_KEY",
          e);
    }
  }
}
