// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.SetupRequest;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Head;
import dev.lsml.core.version.HeadReader;
import dev.lsml.core.version.ProjectConfig;
import dev.lsml.core.version.ProjectConfigs;
import dev.lsml.core.version.VersionEntry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows and has loaded of one project: its config, its version in force, and the
 * models of that version. Thread-safe.
 *
 * <p>The version in force is the one of the loaded model, so that {@code /setup} and predictions
 * always name the same; before any model is loaded, it is the current one of the store. What the
 * store says is looked up once and then again when it is older than the check interval, beside the
 * requests: a newer version is loaded beside the one in force and takes its place when it is ready.
 * Only what was known long ago is not served while that is done, unless it takes long too: a
 * process that had no requests meanwhile, or was frozen, would else answer the first with any old
 * version.
 */
final class ServedProject {
  private static final Logger LOG = System.getLogger(ServedProject.class.getName());

  /** Knowledge of so many check intervals ago is waited for to be renewed. */
  private static final int LONG_AGO = 10;

  /** So long at most: Label Studio's users wait meanwhile. */
  private static final long PATIENCE_NANOS = 500_000_000;

  private final ProjectUid uid;
  private final Projects.Shared shared;

  /** Look-ups never overlap, so a later one never tells of an earlier state. */
  private final Object lookUps = new Object();

  /** How often a look-up beside the requests was asked for since none runs. */
  private final AtomicInteger wanted = new AtomicInteger();

  /** The look-up beside the requests that began last, {@code null} before the first. */
  private volatile @Nullable LookUp besides;

  /** By version name; guarded by this. */
  private final Map<String, ModelInstance> instances = new LinkedHashMap<>();

  /** The version of the loaded models; guarded by this; meaningful once {@code loaded}. */
  private @Nullable VersionEntry inForce;

  private boolean loaded;

  private volatile @Nullable Known known;
  private volatile @Nullable String loadError;

  /** What the store said, and when. */
  private record Known(Head head, @Nullable ProjectConfig config, long readAtNanos) {}

  /** A look-up beside the requests: when it began, and whether it has ended. */
  private record LookUp(long sinceNanos, CountDownLatch ended) {}

  ServedProject(ProjectUid uid, Projects.Shared shared) {
    this.uid = uid;
    this.shared = shared;
  }

  ProjectUid uid() {
    return uid;
  }

  /**
   * Takes what Label Studio tells at {@code /setup}; writes only what is new, and loads no model.
   *
   * @return the name of the version in force
   */
  String setup(SetupRequest request) throws StoreException {
    ProjectConfig told =
        new ProjectConfig(request.labelConfig(), request.extraParams(), request.hostname());
    Known now = fresh();
    if (!told.equals(now.config)) {
      if (!uid.equals(ProjectUid.NONE)) {
        new ProjectConfigs(shared.documents()).write(uid, told);
      }
      synchronized (lookUps) {
        Known latest = known == null ? now : known;
        known = new Known(latest.head, told, latest.readAtNanos);
      }
    }
    return name(versionInForce(now), told.labelConfig(), told.extraParams());
  }

  /** The name of the version in force for the config last set up. */
  String version() throws StoreException {
    Known now = known();
    return name(versionInForce(now), xml(now), extraParams(now));
  }

  /**
   * Takes the model in force into use, loading it where nobody did.
   *
   * @param sentXml the label config of the request, {@code null} for the one last set up
   * @throws ModelLoadException when the model cannot be made
   */
  ModelInstance.Use use(@Nullable String sentXml) throws Exception {
    Known now = known();
    String xml = sentXml == null ? xml(now) : sentXml;
    while (true) {
      ModelInstance instance = instance(now, xml);
      ModelInstance.Use use;
      try {
        use = instance.use(shared.nanos());
      } catch (Exception e) {
        forget(instance);
        throw e;
      }
      if (use != null) {
        return use;
      }
    }
  }

  private synchronized ModelInstance instance(Known now, String xml) {
    VersionEntry version = versionInForce(now);
    String name = name(version, xml, extraParams(now));
    ModelInstance instance = instances.get(name);
    if (instance == null) {
      instance = newInstance(name, xml, version, extraParams(now));
      instances.put(name, instance);
    }
    return instance;
  }

  private ModelInstance newInstance(
      String name, String xml, @Nullable VersionEntry version, @Nullable Object extraParams) {
    return new ModelInstance(
        name,
        xml,
        (config, versionName) -> {
          var model = shared.load(uid, config, versionName, extraParams, version);
          entersIntoForce(version);
          return model;
        });
  }

  private void entersIntoForce(@Nullable VersionEntry version) {
    synchronized (this) {
      if (!loaded) {
        inForce = version;
        loaded = true;
      }
    }
    shared.limitInstances();
  }

  private synchronized void forget(ModelInstance instance) {
    instances.remove(instance.version(), instance);
    instance.retire();
  }

  /** The version of the loaded models, or before any is loaded the store's current one. */
  private synchronized @Nullable VersionEntry versionInForce(Known now) {
    return loaded ? inForce : now.head.current();
  }

  private String name(@Nullable VersionEntry version, String xml, @Nullable Object extraParams) {
    return shared.names().name(version == null ? 0 : version.number(), xml, extraParams);
  }

  private static String xml(Known now) {
    return now.config == null ? "" : now.config.labelConfig();
  }

  private static @Nullable Object extraParams(Known now) {
    return now.config == null ? null : now.config.extraParams();
  }

  /** What the store said; starts a look-up beside the requests when that is too old. */
  private Known known() throws StoreException {
    Known now = known;
    if (now == null) {
      return fresh();
    }
    if (isOld(now)) {
      refresh();
      if (age(now) >= LONG_AGO * shared.checkNanos()) {
        awaitLookUp();
        Known latest = known;
        return latest == null ? now : latest;
      }
    }
    return now;
  }

  /** Waits for the look-up and what follows from it, for as long as any may take. */
  private void awaitLookUp() {
    LookUp running = besides;
    if (running == null) {
      return;
    }
    long left = PATIENCE_NANOS - (shared.nanos() - running.sinceNanos());
    try {
      if (left <= 0 || !running.ended().await(left, TimeUnit.NANOSECONDS)) {
        LOG.log(Level.DEBUG, "project {0}: looking for a new version takes long", uid);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks the store up beside the requests, and brings a newer version into force. */
  void refresh() {
    synchronized (wanted) {
      if (wanted.getAndIncrement() == 0) {
        LookUp begun = new LookUp(shared.nanos(), new CountDownLatch(1));
        besides = begun;
        shared.beside(() -> lookUpAndSwap(begun.ended()));
      }
    }
  }

  /** One at a time; who asks meanwhile gets another look-up afterwards. */
  private void lookUpAndSwap(CountDownLatch ended) {
    int served;
    try {
      do {
        served = wanted.get();
        try {
          lookUp(true);
          swapIfNewer();
        } catch (StoreException e) {
          LOG.log(Level.WARNING, "project " + uid + ": looking for a new version failed", e);
        } catch (RuntimeException | Error e) {
          wanted.set(0);
          throw e;
        }
      } while (!wanted.compareAndSet(served, 0));
    } finally {
      ended.countDown();
    }
  }

  /** What the store says now, or what it said when it cannot be asked. */
  private Known fresh() throws StoreException {
    Known now = known;
    if (now != null && !isOld(now)) {
      return now;
    }
    Known read = lookUp(false);
    if (hasNewer(read)) {
      refresh();
    }
    return read;
  }

  /**
   * Asks the store.
   *
   * @param always also when somebody else has just asked
   * @throws StoreException when it cannot be asked, and never was
   */
  private Known lookUp(boolean always) throws StoreException {
    synchronized (lookUps) {
      Known now = known;
      if (now != null && !always && !isOld(now)) {
        return now;
      }
      Known read;
      try {
        read = read();
      } catch (StoreException e) {
        if (now == null) {
          throw e;
        }
        LOG.log(Level.WARNING, "project " + uid + ": the store cannot be read", e);
        read = new Known(now.head, now.config, shared.nanos()); // to be asked again in a while
      }
      known = read;
      return read;
    }
  }

  private boolean isOld(Known now) {
    return age(now) >= shared.checkNanos();
  }

  private long age(Known now) {
    return shared.nanos() - now.readAtNanos;
  }

  private Known read() throws StoreException {
    long at = shared.nanos();
    if (uid.equals(ProjectUid.NONE)) {
      return new Known(Head.EMPTY, known == null ? null : known.config, at);
    }
    Head head = new HeadReader(shared.reader()).read(uid);
    return new Known(head, ProjectConfigs.read(shared.reader(), uid), at);
  }

  private synchronized boolean hasNewer(Known read) {
    return loaded && numberOf(read.head.current()) != numberOf(inForce);
  }

  private static int numberOf(@Nullable VersionEntry version) {
    return version == null ? 0 : version.number();
  }

  /** Loads the store's current version beside the one in force, then lets it take its place. */
  private void swapIfNewer() {
    Known read = known;
    if (read == null || !hasNewer(read)) {
      return;
    }
    VersionEntry next = read.head.current();
    String xml = lastUsedXml();
    String name = name(next, xml, extraParams(read));
    ModelInstance instance = newInstance(name, xml, next, extraParams(read));
    try (ModelInstance.Use first = instance.use(shared.nanos())) {
      List<ModelInstance> replaced;
      synchronized (this) {
        replaced = new ArrayList<>(instances.values());
        instances.clear();
        instances.put(name, instance);
        inForce = next;
      }
      replaced.forEach(ModelInstance::retire);
      loadError = null;
      LOG.log(Level.INFO, "project " + uid + ": version " + name + " is in force");
    } catch (Exception e) {
      loadError = e.getMessage();
      LOG.log(
          Level.ERROR,
          "project " + uid + ": version " + name + " cannot be loaded, the old one stays",
          e);
    }
  }

  private synchronized String lastUsedXml() {
    ModelInstance last = null;
    for (ModelInstance instance : instances.values()) {
      if (last == null || instance.lastUsedNanos() > last.lastUsedNanos()) {
        last = instance;
      }
    }
    return last == null ? "" : last.xml();
  }

  LabelStudioModel instanceToTrain(LabelConfig config) throws Exception {
    Known now = fresh();
    VersionEntry version = now.head.current();
    Object extraParams = extraParams(now);
    try {
      return shared.load(
          uid, config, name(version, config.xml(), extraParams), extraParams, version);
    } catch (ModelLoadException | StoreException e) {
      if (version == null) {
        throw e;
      }
      // A version that cannot be loaded must not keep a better one from being trained.
      LOG.log(Level.WARNING, "project " + uid + ": training starts anew, without its version", e);
      return shared.load(uid, config, name(null, config.xml(), extraParams), extraParams, null);
    }
  }

  /**
   * What is in memory, for people to look at; the store is not asked, and nothing is waited for.
   *
   * @return {@code null} when the store has not answered yet
   */
  @Nullable Seen seen() {
    Known now = known;
    return now == null
        ? null
        : new Seen(name(versionInForce(now), xml(now), extraParams(now)), now.head, xml(now));
  }

  /** The same after asking the store where it was never asked. */
  Seen look() throws StoreException {
    Known now = known();
    return new Seen(name(versionInForce(now), xml(now), extraParams(now)), now.head, xml(now));
  }

  /**
   * What this process knows of a project.
   *
   * @param version name of the version in force
   * @param head as the store said it last
   * @param labelConfig XML; empty before the project was set up
   */
  record Seen(String version, Head head, String labelConfig) {}

  /** Why the newest version is not in force, {@code null} when it is. */
  @Nullable String loadError() {
    return loadError;
  }

  synchronized List<ModelInstance> loadedInstances() {
    return new ArrayList<>(instances.values());
  }

  /** Closes one model to make room; the next request loads it again. */
  void evict(ModelInstance instance) {
    forget(instance);
  }

  void close() {
    loadedInstances().forEach(this::forget);
  }
}
