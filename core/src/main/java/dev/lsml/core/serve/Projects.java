// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.labelconfig.LabelConfigException;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.model.ProjectServices;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.LoadedVersion;
import dev.lsml.core.version.VersionEntry;
import dev.lsml.core.version.VersionFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The projects that this process serves, and the models loaded for them. Thread-safe. */
public final class Projects implements AutoCloseable {
  private final Map<ProjectUid, ServedProject> projects = new ConcurrentHashMap<>();
  private final Shared shared;

  /**
   * Makes an empty registry.
   *
   * @param type the model
   * @param reader reads heads, configs and files
   * @param documents writes configs; asked for only when one changes, since it may load a cloud's
   *     whole client
   * @param files gives the files of versions
   * @param services gives what a project's model may call
   * @param checkInterval how old the knowledge of the store may get
   * @param maxInstances how many models stay loaded at once; the least recently used gives way
   * @param beside runs look-ups beside the requests
   * @param nanos a steady clock
   */
  public Projects(
      ModelType type,
      ObjectReader reader,
      Supplier<Documents> documents,
      VersionFiles files,
      Function<ProjectUid, ProjectServices> services,
      Duration checkInterval,
      int maxInstances,
      Executor beside,
      LongSupplier nanos) {
    this.shared =
        new Shared(
            type,
            reader,
            documents,
            files,
            services,
            checkInterval.toNanos(),
            maxInstances,
            beside,
            nanos);
  }

  ServedProject of(ProjectUid uid) {
    ServedProject project = projects.get(uid);
    return project != null
        ? project
        : projects.computeIfAbsent(uid, u -> new ServedProject(u, shared));
  }

  /** The project if it was ever asked for, {@code null} otherwise. */
  @Nullable ServedProject known(ProjectUid uid) {
    return projects.get(uid);
  }

  List<ServedProject> all() {
    return new ArrayList<>(projects.values());
  }

  /** A project to look at once, without serving it from now on when it was not before. */
  ServedProject glance(ProjectUid uid) {
    ServedProject project = projects.get(uid);
    return project != null ? project : new ServedProject(uid, shared);
  }

  /**
   * The first projects that the store holds, served here or not.
   *
   * @param limit how many at most
   * @throws StoreException when the store cannot be listed
   */
  List<ProjectUid> stored(int limit) throws StoreException {
    return dev.lsml.core.version.Projects.in(shared.documents().store(), limit);
  }

  /** Does something beside the requests. */
  void beside(Runnable work) {
    shared.beside(work);
  }

  /**
   * Makes an instance of its own for a training run, of the version in force.
   *
   * @throws Exception what the model's constructor throws, or the store
   */
  public LabelStudioModel instanceToTrain(ProjectUid project, LabelConfig config) throws Exception {
    return of(project).instanceToTrain(config);
  }

  /**
   * Takes the model in force into use for more tasks than a request brings. It stays the one in use
   * until it is closed, whatever is published meanwhile.
   *
   * @param labelConfig the XML, {@code null} for the one last set up
   * @param params as in {@link dev.lsml.core.model.PredictContext#params}
   * @throws Exception what the model's constructor throws, or the store
   */
  public BulkPredictor bulk(
      ProjectUid project, @Nullable String labelConfig, Map<String, @Nullable Object> params)
      throws Exception {
    return new BulkPredictor(of(project).use(labelConfig), params, new Metrics(shared.nanos));
  }

  /** Looks for a new version of a project now, when it is served here. */
  public void refresh(ProjectUid project) {
    ServedProject served = projects.get(project);
    if (served != null) {
      served.refresh();
    }
  }

  /** Forgets a project and closes its models; what is stored stays. */
  void forget(ProjectUid uid) {
    ServedProject project = projects.remove(uid);
    if (project != null) {
      project.close();
    }
  }

  /** Closes all models. */
  @Override
  public void close() {
    all().forEach(ServedProject::close);
  }

  /** What all projects share. */
  final class Shared {
    private final ModelType type;
    private final ObjectReader reader;
    private final Supplier<Documents> documents;
    private final VersionFiles files;
    private final Function<ProjectUid, ProjectServices> services;
    private final long checkNanos;
    private final int maxInstances;
    private final Executor beside;
    private final LongSupplier nanos;
    private final VersionNames names;

    private Shared(
        ModelType type,
        ObjectReader reader,
        Supplier<Documents> documents,
        VersionFiles files,
        Function<ProjectUid, ProjectServices> services,
        long checkNanos,
        int maxInstances,
        Executor beside,
        LongSupplier nanos) {
      this.type = type;
      this.reader = reader;
      this.documents = documents;
      this.files = files;
      this.services = services;
      this.checkNanos = checkNanos;
      this.maxInstances = maxInstances;
      this.beside = beside;
      this.nanos = nanos;
      this.names = new VersionNames(type);
    }

    ObjectReader reader() {
      return reader;
    }

    Documents documents() {
      return documents.get();
    }

    VersionNames names() {
      return names;
    }

    long checkNanos() {
      return checkNanos;
    }

    long nanos() {
      return nanos.getAsLong();
    }

    void beside(Runnable task) {
      beside.execute(task);
    }

    LabelStudioModel load(
        ProjectUid project,
        LabelConfig config,
        String versionName,
        @Nullable Object extraParams,
        @Nullable VersionEntry version)
        throws Exception {
      LoadedVersion trained = version == null ? null : files.load(project, version);
      try {
        return type.create(
            new ModelContext(
                project,
                config,
                versionName,
                extraParams,
                trained == null ? null : trained.files(),
                trained == null ? Map.of() : trained.manifest().trainOutput(),
                services.apply(project)));
      } catch (LabelConfigException e) {
        throw e; // the sender can mend it
      } catch (Exception | LinkageError e) {
        throw new ModelLoadException(
            "The model " + type.name() + " could not start for project " + project,
            e.getClass().getSimpleName() + " in the constructor of " + type.className(),
            e);
      }
    }

    /** Closes the least recently used models over the limit. */
    void limitInstances() {
      while (true) {
        int count = 0;
        ServedProject owner = null;
        ModelInstance oldest = null;
        for (ServedProject project : projects.values()) {
          for (ModelInstance instance : project.loadedInstances()) {
            count++;
            if (oldest == null || instance.lastUsedNanos() < oldest.lastUsedNanos()) {
              oldest = instance;
              owner = project;
            }
          }
        }
        if (count <= maxInstances || owner == null || oldest == null) {
          return;
        }
        owner.evict(oldest);
      }
    }
  }
}
