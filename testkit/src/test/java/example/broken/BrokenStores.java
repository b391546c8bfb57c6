// SPDX-License-Identifier: Apache-2.0
package example.broken;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stores with one mistake each, of kinds that real ones have made. */
public final class BrokenStores {
  private BrokenStores() {}

  private static boolean holds(Condition condition, @Nullable Revision current) {
    return condition instanceof Condition.Matches matches
        ? matches.revision().equals(current)
        : current == null;
  }

  /** Writes over whatever is there. */
  private static WriteResult overwrite(ObjectStore store, ObjectKey key, byte[] bytes)
      throws StoreException {
    while (true) {
      StoredObject current = store.get(key);
      Condition any = current == null ? Condition.absent() : Condition.matches(current.revision());
      if (store.put(key, bytes, any) instanceof WriteResult.Written written) {
        return written;
      }
    }
  }

  /** Waits a bounded time for what a race would bring about, so that it is seen for sure. */
  private static void await(CountDownLatch latch) {
    try {
      latch.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does not look at the condition. */
  public static final class Unconditional extends StoreWrapper {
    @Override
    public WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException {
      return overwrite(store, key, bytes);
    }
  }

  /** Looks at the condition first and writes then, and between them others do too. */
  public static final class ChecksFirst extends StoreWrapper {
    private final Map<ObjectKey, CountDownLatch> checked = new ConcurrentHashMap<>();

    @Override
    public WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException {
      if (!key.value().startsWith("race/")) {
        return store.put(key, bytes, condition);
      }
      StoredObject current = store.get(key);
      if (!holds(condition, current == null ? null : current.revision())) {
        return new WriteResult.Conflict();
      }
      CountDownLatch both = checked.computeIfAbsent(key, k -> new CountDownLatch(2));
      both.countDown();
      await(both);
      return overwrite(store, key, bytes);
    }
  }

  /** Shows the first half of an object before all of it is there. */
  public static final class Torn extends StoreWrapper {
    private volatile CountDownLatch read = new CountDownLatch(0);

    @Override
    public WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException {
      if (!key.value().equals("whole") || condition == Condition.absent()) {
        return store.put(key, bytes, condition);
      }
      WriteResult half = store.put(key, Arrays.copyOf(bytes, bytes.length / 2), condition);
      if (!(half instanceof WriteResult.Written written)) {
        return half;
      }
      read = new CountDownLatch(1);
      await(read);
      return store.put(key, bytes, Condition.matches(written.revision()));
    }

    @Override
    public @Nullable StoredObject get(ObjectKey key) throws StoreException {
      CountDownLatch awaited = read; // from now on the half is there to be read
      StoredObject object = store.get(key);
      awaited.countDown();
      return object;
    }
  }

  /** Knows of no second page. */
  public static final class FirstPageOnly extends StoreWrapper {
    @Override
    public List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit)
        throws StoreException {
      return after == null ? store.list(prefix, null, limit) : List.of();
    }
  }

  /** Sorts keys as Java sorts strings. */
  public static final class JavaOrder extends StoreWrapper {
    @Override
    public List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit)
        throws StoreException {
      List<ObjectEntry> page = new ArrayList<>(store.list(prefix, after, limit));
      page.sort((a, b) -> a.key().value().compareTo(b.key().value()));
      return page;
    }
  }

  /** Takes keys that differ only in case for one, as some file systems do. */
  public static final class FoldsCase extends StoreWrapper {
    @Override
    public WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException {
      return store.put(folded(key), bytes, condition);
    }

    @Override
    public @Nullable StoredObject get(ObjectKey key) throws StoreException {
      return store.get(folded(key));
    }

    private static ObjectKey folded(ObjectKey key) {
      return new ObjectKey(key.value().toLowerCase(Locale.ROOT));
    }
  }

  /** Deletes without looking at the revision. */
  public static final class DeletesAnything extends StoreWrapper {
    @Override
    public boolean delete(ObjectKey key, Revision revision) throws StoreException {
      StoredObject current = store.get(key);
      return current == null || store.delete(key, current.revision());
    }
  }

  /** Has digests for revisions, as the ETags of S3 are. */
  public static final class DigestRevisions extends StoreWrapper {
    @Override
    public synchronized WriteResult put(ObjectKey key, byte[] bytes, Condition condition)
        throws StoreException {
      StoredObject current = get(key);
      if (!holds(condition, current == null ? null : current.revision())) {
        return new WriteResult.Conflict();
      }
      overwrite(store, key, bytes);
      return new WriteResult.Written(digest(bytes));
    }

    @Override
    public WriteResult upload(ObjectKey key, Path file, Condition condition) throws StoreException {
      try {
        return put(key, Files.readAllBytes(file), condition);
      } catch (IOException e) {
        throw new StoreException("upload " + key, "cannot read " + file, false, e);
      }
    }

    @Override
    public synchronized @Nullable StoredObject get(ObjectKey key) throws StoreException {
      StoredObject object = store.get(key);
      return object == null ? null : new StoredObject(object.bytes(), digest(object.bytes()));
    }

    @Override
    public synchronized boolean delete(ObjectKey key, Revision revision) throws StoreException {
      StoredObject current = store.get(key);
      return current == null
          || (digest(current.bytes()).equals(revision) && store.delete(key, current.revision()));
    }

    @Override
    public synchronized List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit)
        throws StoreException {
      List<ObjectEntry> page = new ArrayList<>();
      for (ObjectEntry entry : store.list(prefix, after, limit)) {
        StoredObject object = get(entry.key());
        if (object != null) {
          page.add(
              new ObjectEntry(entry.key(), entry.size(), object.revision(), entry.writtenAt()));
        }
      }
      return page;
    }

    private static Revision digest(byte[] bytes) {
      return new Revision("etag-" + bytes.length + "-" + Arrays.hashCode(bytes));
    }
  }

  /** Sends a write again when the answer is lost, and believes the second answer. */
  public static final class RetriesBlindly extends StoreWrapper {
    /** Whether the next answer is lost. */
    public boolean loseNext;

    @Override
    public WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException {
      if (loseNext) {
        loseNext = false;
        store.put(key, bytes, condition);
      }
      return store.put(key, bytes, condition);
    }
  }
}
