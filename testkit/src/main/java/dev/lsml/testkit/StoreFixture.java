// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the cases of the store contract share: the store under test, and short words for its use.
 */
interface StoreFixture {
  ObjectStore store();

  ObjectStore another() throws Exception;

  Path folder();

  int racers();

  int rounds();

  boolean sameBytesGiveTheSameRevision();

  boolean sortsByUtf16();

  static ObjectKey key(String value) {
    return new ObjectKey(value);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes an object that must not exist yet. */
  default Revision create(String key, String text) throws StoreException {
    return written(store().put(key(key), bytes(text), Condition.absent()));
  }

  /** Writes an object that must be at the revision. */
  default Revision replace(String key, String text, Revision revision) throws StoreException {
    return written(store().put(key(key), bytes(text), Condition.matches(revision)));
  }

  static Revision written(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).revision();
  }

  static void conflict(WriteResult result) {
    assertThat(result).isEqualTo(new WriteResult.Conflict());
  }

  /** The object's content as text; {@code null} when there is no object. */
  default @Nullable String text(String key) throws StoreException {
    return textAt(store(), key);
  }

  /** As {@link #text}, from another handle. */
  static @Nullable String textAt(ObjectStore store, String key) throws StoreException {
    StoredObject object = store.get(key(key));
    return object == null ? null : new String(object.bytes(), StandardCharsets.UTF_8);
  }

  static StoredObject present(ObjectStore store, ObjectKey key) throws StoreException {
    StoredObject object = store.get(key);
    if (object == null) {
      throw new AssertionError("there is no object " + key);
    }
    return object;
  }

  /** The whole listing, page by page. */
  static List<ObjectEntry> listing(ObjectStore store, String prefix, int limit)
      throws StoreException {
    List<ObjectEntry> all = new ArrayList<>();
    ObjectKey after = null;
    while (true) {
      List<ObjectEntry> page = store.list(prefix, after, limit);
      assertThat(page.size()).as("entries of a page").isLessThanOrEqualTo(limit);
      if (page.isEmpty()) {
        return all;
      }
      assertThat(after == null || after.compareTo(page.get(0).key()) < 0)
          .as("a page starts after %s", after)
          .isTrue();
      all.addAll(page);
      after = page.get(page.size() - 1).key();
    }
  }

  /** The keys of the whole listing, page by page. */
  static List<String> keys(ObjectStore store, String prefix, int limit) throws StoreException {
    return listing(store, prefix, limit).stream().map(entry -> entry.key().value()).toList();
  }
}
