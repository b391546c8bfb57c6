// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.protocol.SetupRequest;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Puts the handlers behind what every request passes first. */
public final class Routes {
  private Routes() {}

  /**
   * Who may call.
   *
   * @param user {@code null} for everyone
   * @param password secret
   * @param webhookSecret secret; {@code null} for none
   */
  public record Access(
      @Nullable String user, @Nullable String password, @Nullable String webhookSecret) {
    @Override
    public String toString() {
      return "Access[" + (user == null ? "open" : "protected") + "]";
    }
  }

  /**
   * The whole backend as one handler.
   *
   * @param contacts is told how Label Studio can be called back for a project
   * @param cores how many processors a batch is split over
   * @param nanos a steady clock
   */
  public static HttpHandler of(
      ModelType type,
      Projects projects,
      Training training,
      Consumer<SetupRequest> contacts,
      Access access,
      long maxBodyBytes,
      int cores,
      LongSupplier nanos) {
    Metrics metrics = new Metrics(nanos);
    WebhookHandler webhook = new WebhookHandler(projects, type, training);
    HttpHandler predict = new PredictHandler(projects, new BatchPredictor(cores, metrics), metrics);
    StatusHandler status = new StatusHandler(projects, type, training, metrics, predict);
    HttpHandler health = new HealthHandler(type, status);
    Router router =
        new Router()
            .on("GET", "/", health)
            .on("GET", "/health", health)
            .on("POST", "/setup", new SetupHandler(projects, contacts))
            .on("POST", "/predict", predict)
            .on("POST", "/webhook", webhook)
            .on("GET", "/status", status)
            .on("POST", "/status", status)
            .on("GET", "/metrics", metrics::print);
    new OldRoutes(projects, training, webhook, type.className()).addTo(router);
    return metrics.around(
        router,
        new ErrorBoundary(
            new Authentication(
                access.user,
                access.password,
                access.webhookSecret,
                new BodyLimit(maxBodyBytes, router))));
  }
}
