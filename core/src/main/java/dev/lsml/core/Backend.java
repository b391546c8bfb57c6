// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import dev.lsml.core.config.Settings;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.serve.Routes;
import dev.lsml.core.serve.Training;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.train.TrainingStatus;
import dev.lsml.core.version.TrainingRequest;
import org.jspecify.annotations.Nullable;

/**
 * A backend: settings, a model and a store, wired into one function from request to response.
 * Thread-safe. It trains in a thread of its own, unless {@code LSML_TRAINING_JOB} names a job: then
 * it never trains, and {@link TrainingJob} does.
 */
public final class Backend implements HttpHandler, AutoCloseable {
  private final Assembly parts;
  private final Training training;
  private final HttpHandler handler;

  private Backend(Assembly parts) {
    this.parts = parts;
    this.training = training(parts);
    Settings settings = parts.settings;
    Settings.BasicAuth auth = settings.basicAuth();
    this.handler =
        Routes.of(
            parts.type,
            parts.projects,
            training,
            setup -> {
              parts.contacts.told(setup);
              training.met(setup.project());
            },
            new Routes.Access(
                auth == null ? null : auth.user(),
                auth == null ? null : auth.password(),
                settings.webhookSecret()),
            settings.maxBodyBytes(),
            Runtime.getRuntime().availableProcessors(),
            parts.edges.nanos());
  }

  private static Training training(Assembly parts) {
    if (!parts.type.trainable()) {
      return new NoTraining(parts.edges);
    }
    String job = parts.settings.trainingJob();
    return job == null ? new BackgroundTraining(parts) : new LaunchedTraining(parts, job);
  }

  /**
   * Opens the backend of the one model on the class path.
   *
   * @throws IllegalStateException when there is no model, more than one, or the store or the
   *     training job cannot be used; says what to do
   */
  public static Backend open(Settings settings) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return open(
        settings,
        ModelType.discover(loader == null ? Backend.class.getClassLoader() : loader),
        Edges.of(settings));
  }

  /** Opens a backend of other parts than those on the class path, as tests and adapters do. */
  public static Backend open(Settings settings, ModelType type, Edges edges) {
    return new Backend(new Assembly(settings, type, edges));
  }

  @Override
  public HttpResponse handle(HttpRequest request) throws Exception {
    return handler.handle(request);
  }

  /**
   * Stops training, whose pending work stays in the store, and closes all models. Requests that
   * still run are not waited for.
   */
  @Override
  public void close() {
    training.close();
    parts.close();
  }

  /** The training of a model that does not learn. */
  private record NoTraining(Edges edges) implements Training {
    @Override
    public @Nullable TrainingRequest event(ProjectUid project, WebhookEvent event) {
      return null;
    }

    @Override
    public TrainingStatus status(ProjectUid project) throws StoreException {
      return TrainingStatus.read(edges.reader(), project);
    }

    @Override
    public void close() {}
  }
}
