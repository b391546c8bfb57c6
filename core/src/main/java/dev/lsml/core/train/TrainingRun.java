// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.TrainingEvent;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.version.Folders;
import dev.lsml.core.version.Head;
import dev.lsml.core.version.Keys;
import dev.lsml.core.version.LastRun;
import dev.lsml.core.version.Manifest;
import dev.lsml.core.version.ManifestFile;
import dev.lsml.core.version.TrainingRequest;
import dev.lsml.core.version.VersionEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run, from taking the lease's request up to the new version in force: fetch, clean, fit, store
 * files, store manifest, publish, clean up. Used once, by one thread; {@link #stop} may be called
 * from any.
 *
 * <p>Until it publishes, nothing it writes is seen by anyone, and publishing is one conditional
 * write; so it may end anywhere.
 */
final class TrainingRun {
  private static final System.Logger LOG = System.getLogger(TrainingRun.class.getName());

  private final HeldLease lease;
  private final ObjectStore store;
  private final TrainingSource source;
  private final Trainer trainer;
  private final TrainingOptions options;
  private final InstantSource clock;
  private final StepListener steps;
  private final RunTimes times;
  private final RunLog log;
  private final Interruptible section = new Interruptible();
  private volatile long annotations;

  TrainingRun(
      HeldLease lease,
      ObjectStore store,
      TrainingSource source,
      Trainer trainer,
      TrainingOptions options,
      InstantSource clock,
      StepListener steps) {
    this.lease = lease;
    this.store = store;
    this.source = source;
    this.trainer = trainer;
    this.options = options;
    this.clock = clock;
    this.steps = steps;
    this.times = new RunTimes(clock);
    this.log = new RunLog(clock, options.redaction());
    LastRun before = lease.taken().lastRun();
    Long asked = lease.request().annotations();
    this.annotations = asked != null ? asked : before == null ? 0 : before.annotations();
  }

  HeldLease lease() {
    return lease;
  }

  /** What took how long so far. */
  RunTimes times() {
    return times;
  }

  /** Ends the run as soon as it can; {@link #call} then throws. */
  void stop() {
    section.interrupt();
  }

  /**
   * Runs.
   *
   * @throws InterruptedException when it was stopped
   * @throws TrainingFailure when it cannot go on
   * @throws IOException when the store fails
   */
  TrainingOutcome call() throws InterruptedException, TrainingFailure, IOException {
    Dataset data = fetch();
    if (data.tasks().isEmpty()) {
      return skip(
          "no task has an annotation to learn from; label some, or check that their labels are"
              + " still in the label config");
    }
    if (isKnown(data)) {
      return skip("nothing changed since version " + lease.taken().lastVersion() + " was trained");
    }
    Path folder = options.workFolder().resolve(project() + "-" + lease.version());
    try {
      Files.createDirectories(folder);
      Fitted fitted = fit(data, folder);
      Manifest manifest = storeFiles(folder, fitted, data);
      String digest = writer().manifest(manifest);
      step(TrainingStep.MANIFEST_STORED);
      section.check();
      return publish(manifest, digest, data);
    } finally {
      delete(folder);
    }
  }

  private Dataset fetch() throws InterruptedException, TrainingFailure {
    try {
      Dataset data = section.call(() -> Dataset.of(source.fetch(project()), options.codeVersion()));
      annotations = Math.max(annotations, data.annotations());
      times.fetched();
      log.add("labelled tasks: " + data.tasks().size() + ", annotations: " + data.annotations());
      step(TrainingStep.DATA_FETCHED);
      return data;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new TrainingFailure(
          "cannot fetch the labelled tasks of project " + project().id() + ": " + text(e),
          Passing.is(e),
          e);
    }
  }

  /** Whether someone who did not press the button would train the newest version once more. */
  private boolean isKnown(Dataset data) {
    VersionEntry newest = lease.taken().newest();
    return newest != null
        && newest.dataSha256().equals(data.sha256())
        && !lease.request().cause().equals(TrainingPolicy.START_TRAINING);
  }

  private Fitted fit(Dataset data, Path folder) throws InterruptedException, TrainingFailure {
    TrainingRequest request = lease.request();
    FitContext context =
        new FitContext(
            project(),
            data.labelConfig(),
            new TrainingEvent(request.cause(), request.requestedAt()),
            folder,
            this::said);
    try {
      Map<String, @Nullable Object> output = section.call(() -> trainer.fit(data.tasks(), context));
      // Written and read: what JSON cannot hold fails here, and a model keeps no hand on the rest.
      Fitted fitted = new Fitted(json(output), json(context.metrics()));
      times.fitted();
      log.add("fit is done");
      step(TrainingStep.FITTED);
      return fitted;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | LinkageError | VirtualMachineError | AssertionError e) {
      // Whoever wrote the model needs to see where; the status has room for one line only.
      LOG.log(System.Logger.Level.ERROR, "project " + project() + ": the model's fit failed", e);
      log.failed(e);
      throw new TrainingFailure("the model's fit failed: " + text(e), false, e);
    }
  }

  private Manifest storeFiles(Path folder, Fitted fitted, Dataset data)
      throws InterruptedException, TrainingFailure, IOException {
    VersionWriter writer = writer();
    List<ManifestFile> files = new ArrayList<>();
    for (Path path : VersionWriter.filesIn(folder)) {
      section.check();
      files.add(writer.file(folder, path));
      step(TrainingStep.FILE_STORED);
    }
    step(TrainingStep.FILES_STORED);
    log.add("files stored: " + files.size());
    return new Manifest(
        lease.version(),
        files,
        fitted.trainOutput(),
        fitted.metrics(),
        Provenance.of(lease, data, options, clock.instant()));
  }

  private TrainingOutcome publish(Manifest manifest, String digest, Dataset data)
      throws IOException {
    VersionEntry entry =
        new VersionEntry(
            lease.version(),
            digest,
            clock.instant().toString(),
            lease.request().cause(),
            data.tasks().size(),
            data.annotations(),
            data.sha256(),
            Provenance.headline(manifest.metrics()));
    Head head =
        lease.publish(
            entry, options.keepVersions(), ended(LastRun.End.PUBLISHED, entry.number(), null));
    if (head == null) {
      return new TrainingOutcome.LostLease();
    }
    step(TrainingStep.PUBLISHED);
    try {
      new VersionCleanup(store, steps).run(project());
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "could not delete all leftovers of project {0}; the next training will: {1}",
          project(),
          text(e));
    }
    return new TrainingOutcome.Published(entry);
  }

  private TrainingOutcome skip(String reason) throws IOException {
    if (!lease.giveBack(ended(LastRun.End.SKIPPED, 0, reason))) {
      return new TrainingOutcome.LostLease();
    }
    step(TrainingStep.GIVEN_BACK);
    return new TrainingOutcome.Skipped(reason);
  }

  /** The record of this run, ending now. */
  LastRun ended(LastRun.End end, int version, @Nullable String message) {
    return new LastRun(
        end,
        lease.request().id(),
        lease.request().cause(),
        lease.lease().startedAt().toString(),
        clock.instant().toString(),
        version,
        annotations,
        message == null ? null : options.redaction().apply(message),
        log.tail());
  }

  private void said(String line) {
    LOG.log(System.Logger.Level.INFO, "project {0}: {1}", project(), line);
    log.add(line);
  }

  private VersionWriter writer() {
    return new VersionWriter(store, new Keys(project()), lease.version());
  }

  private ProjectUid project() {
    return lease.project();
  }

  private void step(TrainingStep step) {
    steps.passed(project(), step);
  }

  private static Map<String, @Nullable Object> json(
      @Nullable Map<String, ? extends @Nullable Object> map) {
    return map == null ? Map.of() : JsonView.of(Json.read(Json.bytes(map))).object();
  }

  private static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "could not delete {0}: {1}", folder, text(e));
    }
  }

  static String text(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getName() : message;
  }
}
