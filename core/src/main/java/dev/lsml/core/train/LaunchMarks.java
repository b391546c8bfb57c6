// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.Keys;
import dev.lsml.core.version.TrainingRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notes in the store which pending training a process was started for, so that no second one is,
 * whichever instance asks. A note holds for five minutes, within which the process takes the lease
 * or says again that it waits; one that died before that is replaced afterwards. Thread-safe.
 */
final class LaunchMarks {
  /** A process that was started is believed to be on its way for so long. */
  static final Duration TRUST = Duration.ofMinutes(5);

  /**
   * A note as read.
   *
   * @param request id of the training it is about
   * @param until it holds until then
   * @param revision to replace exactly this one
   */
  record Mark(String request, Instant until, Revision revision) {
    boolean holds(TrainingRequest asked, Instant now) {
      return request.equals(asked.id()) && now.isBefore(until);
    }
  }

  private final ObjectReader reader;
  private final Supplier<Documents> documents;

  /**
   * Makes one.
   *
   * @param reader finds most often that there is nothing to write
   * @param documents asked for only to write
   */
  LaunchMarks(ObjectReader reader, Supplier<Documents> documents) {
    this.reader = reader;
    this.documents = documents;
  }

  /** Reads a project's note; {@code null} when there is none. */
  @Nullable Mark find(ProjectUid project) throws StoreException {
    ObjectKey key = new Keys(project).launch();
    Documents.Document found = Documents.read(reader, key);
    try {
      return found == null
          ? null
          : new Mark(
              found.view().get("request").string(),
              Instant.parse(found.view().get("until").string()),
              found.revision());
    } catch (JsonException | DateTimeException e) {
      throw Documents.damaged(key, e);
    }
  }

  /**
   * Notes it.
   *
   * @param before the note to replace, {@code null} for none
   * @return {@code null} when another instance was faster
   */
  @Nullable Mark write(
      ProjectUid project, TrainingRequest request, Instant until, @Nullable Mark before)
      throws StoreException {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("request", request.id());
    json.put("until", until.toString());
    Revision revision =
        documents
            .get()
            .write(new Keys(project).launch(), json, before == null ? null : before.revision());
    return revision == null ? null : new Mark(request.id(), until, revision);
  }
}
