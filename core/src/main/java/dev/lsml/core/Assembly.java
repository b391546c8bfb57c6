// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import dev.lsml.core.config.Settings;
import dev.lsml.core.files.AllowedHosts;
import dev.lsml.core.files.FileLimits;
import dev.lsml.core.files.TaskFiles;
import dev.lsml.core.files.TaskFilesOptions;
import dev.lsml.core.labelstudio.Credentials;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.model.ProjectServices;
import dev.lsml.core.model.ProjectState;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.serve.Projects;
import dev.lsml.core.train.LabelStudioSource;
import dev.lsml.core.train.Ticker;
import dev.lsml.core.train.TrainingOptions;
import dev.lsml.core.train.TrainingRunner;
import dev.lsml.core.train.TrainingSource;
import dev.lsml.core.train.TrainingStep;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.StoredProjectState;
import dev.lsml.core.version.VersionFiles;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What serving and training have in common: the projects, their models, what those may call, and
 * the runner that trains them. Thread-safe.
 */
final class Assembly implements AutoCloseable {
  private static final int MAX_LOADED_MODELS = 16;

  final Settings settings;
  final ModelType type;
  final Edges edges;
  final Contacts contacts;
  final Projects projects;
  private final ExecutorService beside;
  private final Map<ProjectUid, Services> services = new ConcurrentHashMap<>();

  Assembly(Settings settings, ModelType type, Edges edges) {
    this.settings = settings;
    this.type = type;
    this.edges = edges;
    this.contacts = new Contacts(settings, edges.clock());
    this.beside = Executors.newCachedThreadPool(Assembly::daemon);
    this.projects =
        new Projects(
            type,
            edges.reader(),
            this::documents,
            new VersionFiles(edges.reader(), edges.cache().resolve("versions")),
            this::services,
            settings.versionCheck(),
            MAX_LOADED_MODELS,
            beside,
            edges.nanos());
  }

  /** The documents of the store, which is opened for that. */
  Documents documents() {
    return new Documents(edges.store(), edges.ids());
  }

  /**
   * Trains in whatever thread calls it.
   *
   * @param owner names this process to people
   * @param served whether {@code /setup} comes to this process too, and may tell how Label Studio
   *     is called
   */
  TrainingRunner runner(String owner, boolean served) {
    TrainingSource elsewhere = edges.labelled();
    return new TrainingRunner(
        documents(),
        elsewhere == null ? new LabelStudioSource(contacts::client, served) : elsewhere,
        (tasks, context) -> {
          try (LabelStudioModel model =
              projects.instanceToTrain(context.project(), context.labelConfig())) {
            return ((TrainableModel) model).fit(tasks, context);
          }
        },
        TrainingOptions.of(
            owner,
            type.name(),
            type.codeVersion(),
            settings.keepVersions(),
            edges.cache().resolve("training"),
            settings::redacted),
        edges.clock(),
        Ticker.onThreads(),
        (project, step) -> {
          if (step == TrainingStep.PUBLISHED) {
            projects.refresh(project); // rather than at the next look at the store
          }
          edges.steps().passed(project, step);
        });
  }

  /** Closes all models. */
  @Override
  public void close() {
    beside.shutdown();
    projects.close();
    edges.close();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "lsml-beside");
    thread.setDaemon(true);
    return thread;
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
                    fileLimits()),
                edges.clock());
        taskFiles = files;
        taskFilesKey = key;
      }
      return files;
    }

    @Override
    public ProjectState state() {
      return new StoredProjectState(documents(), project);
    }
  }

  /** A store elsewhere means an instance in a cloud, whose disk is often its memory. */
  private FileLimits fileLimits() {
    return "file".equals(settings.store().getScheme())
        ? FileLimits.defaults()
        : FileLimits.inMemory();
  }
}
