// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.HeadReader;
import dev.lsml.core.version.Keys;
import dev.lsml.core.version.Lease;
import dev.lsml.core.version.TrainingRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has pending trainings done by a process elsewhere, one process for each whichever instance hears
 * of it how often. Works within the calls, since an instance may get no processor between requests.
 * Nothing is kept in memory: whatever could not be started is found in the store by the next call,
 * of any instance. Thread-safe.
 *
 * <p>Nothing is started while a lease is held: its holder looks for more work once it has given the
 * lease back, and what is pending was stored before the lease was read here.
 */
public final class Launches implements TrainingTrigger {
  /** A process that is started before the training is due waits for so long at most. */
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private static final System.Logger LOG = System.getLogger(Launches.class.getName());

  private final ObjectReader reader;
  private final LaunchMarks marks;
  private final TrainingLauncher launcher;
  private final InstantSource clock;

  /**
   * Makes one.
   *
   * @param reader finds out whether there is anything to do
   * @param documents asked for only when a process is to be started
   */
  public Launches(
      ObjectReader reader,
      Supplier<Documents> documents,
      TrainingLauncher launcher,
      InstantSource clock) {
    this.reader = reader;
    this.marks = new LaunchMarks(reader, documents);
    this.launcher = launcher;
    this.clock = clock;
  }

  /** Starts a process for this request unless one is on its way. A failure is logged. */
  @Override
  public void wake(ProjectUid project, TrainingRequest request) {
    try {
      Lease lease = new HeadReader(reader).read(project).lease();
      if (lease == null || lease.expired(clock.instant())) {
        launch(project, request);
      }
    } catch (StoreException e) {
      warn(project, e);
    }
  }

  /**
   * Starts a process for what is left to do, if anything is and none is on its way: a training
   * whose launch failed, or one that broke off. Costs two small reads when there is nothing. A
   * failure is logged.
   */
  public void look(ProjectUid project) {
    try {
      Lease lease = new HeadReader(reader).read(project).lease();
      if (lease != null && !lease.expired(clock.instant())) {
        return;
      }
      TrainingRequest left = pending(project);
      if (left == null && lease != null) {
        left = lease.request();
      }
      if (left != null) {
        launch(project, left);
      }
    } catch (StoreException e) {
      warn(project, e);
    }
  }

  private @Nullable TrainingRequest pending(ProjectUid project) throws StoreException {
    ObjectKey key = new Keys(project).pending();
    Documents.Document document = Documents.read(reader, key);
    try {
      return document == null ? null : TrainingRequest.parse(document.view());
    } catch (JsonException e) {
      throw Documents.damaged(key, e);
    }
  }

  private void launch(ProjectUid project, TrainingRequest request) throws StoreException {
    Instant now = clock.instant();
    if (request.dueAt().isAfter(now.plus(LONGEST_WAIT))) {
      return; // a later call will find it nearer
    }
    LaunchMarks.Mark found = marks.find(project);
    if (found != null && found.holds(request, now)) {
      return;
    }
    LaunchMarks.Mark mine = marks.write(project, request, now.plus(LaunchMarks.TRUST), found);
    if (mine == null) {
      return; // another instance is at it
    }
    try {
      launcher.launch(project);
      LOG.log(
          System.Logger.Level.INFO,
          "project {0}: a training process is started for {1}",
          project,
          request.cause());
    } catch (LaunchException e) {
      LOG.log(System.Logger.Level.WARNING, "project " + project + ": " + e.getMessage());
      if (!e.mayHaveStarted()) {
        marks.write(project, request, now, mine); // so that the next call tries again
      }
    }
  }

  private static void warn(ProjectUid project, StoreException e) {
    LOG.log(
        System.Logger.Level.WARNING,
        "project "
            + project
            + ": no training process could be started, and the next event tries again: "
            + e.getMessage());
  }
}
