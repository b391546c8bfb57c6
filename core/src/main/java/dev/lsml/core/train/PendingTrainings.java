// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static dev.lsml.core.train.TrainingPolicy.START_TRAINING;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.Keys;
import dev.lsml.core.version.TrainingRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The at most one training per project that is asked for and not begun. Whoever asks while there is
 * one joins it: what happened before it is begun is part of what it will learn from. Thread-safe.
 */
public final class PendingTrainings {
  private static final int ROUNDS = 20;

  /**
   * A pending training as read.
   *
   * @param request what was asked for
   * @param revision to take exactly this one
   */
  public record Found(TrainingRequest request, Revision revision) {}

  private final Documents documents;

  /** Makes one. */
  public PendingTrainings(Documents documents) {
    this.documents = documents;
  }

  /**
   * Reads a project's pending training.
   *
   * @return {@code null} when there is none
   * @throws StoreException when it cannot be read
   */
  public @Nullable Found find(ProjectUid project) throws StoreException {
    ObjectKey key = new Keys(project).pending();
    Documents.Document document = documents.read(key);
    try {
      return document == null
          ? null
          : new Found(TrainingRequest.parse(document.view()), document.revision());
    } catch (JsonException e) {
      throw Documents.damaged(key, e);
    }
  }

  /**
   * Asks for a training. It is durable when this returns. Takes one store call when nothing is
   * pending; a quiet request, of which most find one pending, reads first.
   *
   * @return what is pending now
   * @throws StoreException when it is not known to be stored
   */
  public TrainingRequest ask(ProjectUid project, TrainingRequest asked) throws StoreException {
    ObjectKey key = new Keys(project).pending();
    Found found = asked.quiet() ? find(project) : null;
    for (int round = 0; round < ROUNDS; round++) {
      TrainingRequest merged = found == null ? asked : merge(found.request(), asked);
      if (found != null && merged.equals(found.request())) {
        return merged;
      }
      Revision before = found == null ? null : found.revision();
      if (documents.write(key, merged.json(), before) != null) {
        return merged;
      }
      found = find(project);
    }
    throw new StoreException(
        "write " + key, "other writers were faster " + ROUNDS + " times; try again", true, null);
  }

  /**
   * Removes a pending training that has begun, unless it was changed since it was read.
   *
   * @throws StoreException when it is not known to be gone
   */
  void take(ProjectUid project, Found found) throws StoreException {
    ObjectKey key = new Keys(project).pending();
    // A delete whose answer was lost must not take effect later, when an event has joined what it
    // deletes; so it is repeated until it is known to be over.
    StoreException failure = null;
    for (int send = 0; send < 3; send++) {
      try {
        documents.store().delete(key, found.revision());
        return;
      } catch (StoreException e) {
        failure = e;
      }
    }
    throw failure;
  }

  /** What is pending once both are asked for. */
  static TrainingRequest merge(TrainingRequest pending, TrainingRequest asked) {
    if (isWishOfAPerson(pending)) {
      return pending;
    }
    if (isWishOfAPerson(asked)) {
      return with(pending, asked, START_TRAINING, earlier(pending, asked), false, 0);
    }
    if (pending.attempts() > 0 || asked.attempts() > 0) {
      // After a failure events do not shorten the wait; only a person does.
      int attempts = Math.max(pending.attempts(), asked.attempts());
      return with(pending, asked, pending.cause(), later(pending, asked), false, attempts);
    }
    if (pending.quiet() && asked.quiet()) {
      // Put off only when it would otherwise come too early, to spare most events a write: a quiet
      // request asks for one and a half times the quiet period and is content with the whole.
      Duration wait = Duration.between(asked.requestedAt(), asked.dueAt());
      Instant enough = asked.requestedAt().plus(wait.multipliedBy(2).dividedBy(3));
      return pending.dueAt().isBefore(enough)
          ? with(pending, asked, pending.cause(), asked.dueAt(), true, 0)
          : pending;
    }
    if (asked.quiet()) {
      return pending;
    }
    return with(pending, asked, asked.cause(), earlier(pending, asked), false, 0);
  }

  private static boolean isWishOfAPerson(TrainingRequest request) {
    return request.cause().equals(START_TRAINING) && request.attempts() == 0;
  }

  private static TrainingRequest with(
      TrainingRequest pending,
      TrainingRequest asked,
      String cause,
      Instant dueAt,
      boolean quiet,
      int attempts) {
    Long annotations = pending.annotations();
    Long more = asked.annotations();
    if (annotations == null || (more != null && more > annotations)) {
      annotations = more;
    }
    return new TrainingRequest(
        pending.id(), cause, pending.requestedAt(), dueAt, quiet, attempts, annotations);
  }

  private static Instant earlier(TrainingRequest a, TrainingRequest b) {
    return a.dueAt().isBefore(b.dueAt()) ? a.dueAt() : b.dueAt();
  }

  private static Instant later(TrainingRequest a, TrainingRequest b) {
    return a.dueAt().isBefore(b.dueAt()) ? b.dueAt() : a.dueAt();
  }
}
