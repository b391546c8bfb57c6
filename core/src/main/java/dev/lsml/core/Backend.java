// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import dev.lsml.core.config.Settings;
import dev.lsml.core.files.AllowedHosts;
import dev.lsml.core.files.FileLimits;
import dev.lsml.core.files.TaskFiles;
import dev.lsml.core.files.TaskFilesOptions;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.labelstudio.Credentials;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.model.ProjectServices;
import dev.lsml.core.model.ProjectState;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.serve.Projects;
import dev.lsml.core.serve.Routes;
import dev.lsml.core.serve.Training;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.train.TrainingStatus;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.StoredProjectState;
import dev.lsml.core.version.TrainingRequest;
import dev.lsml.core.version.VersionFiles;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A backend: settings, a model and a store, wired into one function from request to response.
 * Thread-safe. The only place that makes the parts and knows them all.
 */
public final class Backend implements HttpHandler, AutoCloseable {
  private static final int MAX_LOADED_MODELS = 16;

  private final Settings settings;
  private final Edges edges;
  private final Contacts contacts;
  private final Projects projects;
  private final Training training;
  private final ExecutorService beside;
  private final Map<ProjectUid, Services> services = new ConcurrentHashMap<>();
  private final HttpHandler handler;

  private Backend(Settings settings, ModelType type, Edges edges) {
    this.settings = settings;
    this.edges = edges;
    this.contacts = new Contacts(settings, edges.clock());
    this.beside = Executors.newCachedThreadPool(Backend::daemon);
    this.projects =
        new Projects(
            type,
            edges.reader(),
            () -> new Documents(edges.store(), edges.ids()),
            new VersionFiles(edges.reader(), edges.cache().resolve("versions")),
            this::services,
            settings.versionCheck(),
            MAX_LOADED_MODELS,
            beside,
            edges.nanos());
    this.training =
        type.trainable()
            ? new BackgroundTraining(settings, type, edges, projects, contacts::client)
            : new NoTraining(edges);
    Settings.BasicAuth auth = settings.basicAuth();
    this.handler =
        Routes.of(
            type,
            projects,
            training,
            contacts::told,
            new Routes.Access(
                auth == null ? null : auth.user(),
                auth == null ? null : auth.password(),
                settings.webhookSecret()),
            settings.maxBodyBytes(),
            Runtime.getRuntime().availableProcessors(),
            edges.nanos());
  }

  /**
   * Opens the backend of the one model on the class path.
   *
   * @throws IllegalStateException when there is no model, more than one, or the store cannot be
   *     used; says what to do
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
    return new Backend(settings, type, edges);
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
    beside.shutdown();
    projects.close();
    edges.close();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "lsml-beside");
    thread.setDaemon(true);
    return thread;
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

  private ProjectServices services(ProjectUid project) {
    return services.computeIfAbsent(project, Services::new);
  }

  /** What the models of one project may call. */
  private final class Services implements ProjectServices {
    private final ProjectUid project;
    private @Nullable TaskFiles taskFiles;
    private @Nullable Credentials taskFilesKey;

    Services(ProjectUid project) {
      this.project = project;
    }

    @Override
    public LabelStudioClient labelStudio() {
      return contacts.client(project);
    }

    /** One resolver per cache folder; another only once another key became known. */
    @Override
    public synchronized TaskFiles taskFiles() {
      Credentials key = contacts.knows(project) ? contacts.client(project).credentials() : null;
      TaskFiles files = taskFiles;
      if (files == null || !Objects.equals(key, taskFilesKey)) {
        files =
            new TaskFiles(
                new TaskFilesOptions(
                    edges.cache().resolve("files").resolve(project.value()),
                    key,
                    AllowedHosts.parse(String.join(",", settings.allowHosts())),
                    null,
                    settings.localFilesRoot(),
                    FileLimits.defaults()),
                edges.clock());
        taskFiles = files;
        taskFilesKey = key;
      }
      return files;
    }

    @Override
    public ProjectState state() {
      return new StoredProjectState(new Documents(edges.store(), edges.ids()), project);
    }
  }
}
