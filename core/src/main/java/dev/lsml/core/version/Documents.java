// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects that several processes read and replace. Every write is conditional and carries a
 * fresh {@code writeId}, which makes two writes of the same content differ (an S3 ETag would not)
 * and settles a write whose answer was lost: it is read again and the id compared.
 *
 * <p>Thread-safe.
 */
public final class Documents {
  private static final String WRITE_ID = "writeId";
  private static final int SENDS = 3;
  private static final int ROUNDS = 20;

  /**
   * A document as read.
   *
   * @param view its content
   * @param revision to replace exactly this
   */
  public record Document(JsonView view, Revision revision) {}

  private final ObjectStore store;
  private final Supplier<String> ids;

  /**
   * Makes one.
   *
   * @param ids gives a text that was never given before, by any process; 1 to 64 characters out of
   *     {@code A-Z a-z 0-9 _ -}
   */
  public Documents(ObjectStore store, Supplier<String> ids) {
    this.store = store;
    this.ids = ids;
  }

  /**
   * Reads a document.
   *
   * @return {@code null} when there is none
   * @throws StoreException when it cannot be read or is not a JSON object
   */
  public static @Nullable Document read(ObjectReader reader, ObjectKey key) throws StoreException {
    StoredObject object = reader.get(key);
    if (object == null) {
      return null;
    }
    try {
      JsonView view = JsonView.of(Json.read(object.bytes()));
      view.object();
      return new Document(view, object.revision());
    } catch (JsonException e) {
      throw damaged(key, e);
    }
  }

  /** What to throw when a document does not have the shape that its reader needs. */
  public static StoreException damaged(ObjectKey key, RuntimeException e) {
    return new StoreException(
        "read " + key, e.getMessage() + "; was it written by hand or by a newer lsml?", false, e);
  }

  /** The store behind it. */
  public ObjectStore store() {
    return store;
  }

  /** A text that was never given before, by any process. */
  public String freshId() {
    return ids.get();
  }

  /** Reads a document; see {@link #read(ObjectReader, ObjectKey)}. */
  public @Nullable Document read(ObjectKey key) throws StoreException {
    return read(store, key);
  }

  /**
   * Creates or replaces a document, in one store call unless an answer is lost.
   *
   * @param before the revision to replace, {@code null} to create
   * @return the new revision; {@code null} when the condition did not hold and nothing was written
   *     (or, after a lost answer, when it was written and another writer has replaced it since)
   * @throws StoreException when it is not written or not known to be
   */
  public @Nullable Revision write(
      ObjectKey key, Map<String, ? extends @Nullable Object> json, @Nullable Revision before)
      throws StoreException {
    String writeId = freshId();
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put(WRITE_ID, writeId);
    document.putAll(json);
    byte[] bytes = Json.bytes(document);
    Condition condition = before == null ? Condition.absent() : Condition.matches(before);
    String lost = "";
    for (int send = 1; send <= SENDS; send++) {
      // Sent again with the same id and condition: should an earlier send land late, the id still
      // tells that it was ours, and the condition lets only one of them land.
      WriteResult result = store.put(key, bytes, condition);
      if (result instanceof WriteResult.Written written) {
        return written.revision();
      }
      if (result instanceof WriteResult.Unknown unknown) {
        lost = unknown.cause();
      } else if (lost.isEmpty()) {
        return null;
      }
      Document found = read(key);
      if (found != null && writeId.equals(found.view().get(WRITE_ID).value())) {
        return found.revision();
      }
      boolean unchanged = found == null ? before == null : found.revision().equals(before);
      if (!unchanged) {
        return null;
      }
    }
    throw new StoreException(
        "write " + key,
        "the store's answer was lost " + SENDS + " times, so it may be written or not: " + lost,
        true,
        null);
  }

  /**
   * Changes a document, again and again until no other writer came between.
   *
   * @param change gets the content, {@code null} when there is no document, and gives the new one;
   *     the same object (or {@code null} for none) to leave it as it is
   * @throws StoreException when it is not written or not known to be
   */
  public void update(ObjectKey key, UnaryOperator<@Nullable Map<String, @Nullable Object>> change)
      throws StoreException {
    for (int round = 0; round < ROUNDS; round++) {
      Document found = read(key);
      Map<String, @Nullable Object> before = found == null ? null : found.view().object();
      Map<String, @Nullable Object> after = change.apply(before);
      if (after == null || after == before) {
        return;
      }
      if (write(key, after, found == null ? null : found.revision()) != null) {
        return;
      }
    }
    throw new StoreException(
        "write " + key, "other writers were faster " + ROUNDS + " times; try again", true, null);
  }
}
