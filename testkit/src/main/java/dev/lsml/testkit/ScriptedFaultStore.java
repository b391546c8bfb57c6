// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One process's view of a store, in which calls go wrong by plan. Several of these around one store
 * are several processes. After a {@link SimulatedCrash} this process is dead and every further call
 * crashes too; the next process is a new {@code ScriptedFaultStore} around the same store.
 *
 * <p>Thread-safe. Keeps the guarantees of the store it wraps, by number 1 to 6; only the third end
 * of guarantee 4, unknown, is added.
 */
public final class ScriptedFaultStore implements ObjectStore {
  @FunctionalInterface
  private interface Effect<T> {
    T run() throws StoreException;
  }

  private final ObjectStore store;
  private final FaultPlan plan;
  private final List<StoreCall> log = new ArrayList<>();
  private volatile boolean dead;

  /**
   * Wraps a store.
   *
   * @param store holds the objects; it is not closed with this one
   * @param plan asked once before each call
   */
  public ScriptedFaultStore(ObjectStore store, FaultPlan plan) {
    this.store = store;
    this.plan = plan;
  }

  /** How many calls were made so far, those that failed included. */
  public synchronized int calls() {
    return log.size();
  }

  /** The calls made so far, those that failed included, in the order of their numbers. */
  public synchronized List<StoreCall> log() {
    return List.copyOf(log);
  }

  /** Whether this process has died. */
  public boolean crashed() {
    return dead;
  }

  @Override
  public @Nullable StoredObject get(ObjectKey key) throws StoreException {
    return read(StoreCall.Operation.GET, key.value(), () -> Optional.ofNullable(store.get(key)))
        .orElse(null);
  }

  @Override
  public boolean download(ObjectKey key, Path file) throws StoreException {
    return read(StoreCall.Operation.DOWNLOAD, key.value(), () -> store.download(key, file));
  }

  @Override
  public WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException {
    return write(StoreCall.Operation.PUT, key, () -> store.put(key, bytes, condition));
  }

  @Override
  public WriteResult upload(ObjectKey key, Path file, Condition condition) throws StoreException {
    return write(StoreCall.Operation.UPLOAD, key, () -> store.upload(key, file, condition));
  }

  @Override
  public boolean delete(ObjectKey key, Revision revision) throws StoreException {
    return read(StoreCall.Operation.DELETE, key.value(), () -> store.delete(key, revision));
  }

  @Override
  public List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit)
      throws StoreException {
    return read(StoreCall.Operation.LIST, prefix, () -> store.list(prefix, after, limit));
  }

  @Override
  public void close() {}

  private WriteResult write(
      StoreCall.Operation operation, ObjectKey key, Effect<WriteResult> effect)
      throws StoreException {
    StoreCall call = begin(operation, key.value());
    Fault fault = plan.faultOf(call);
    if (fault == Fault.LOSE_REQUEST) {
      return new WriteResult.Unknown("the request of " + call + " was lost");
    }
    WriteResult result = run(call, fault, effect);
    return fault == Fault.LOSE_ANSWER
        ? new WriteResult.Unknown("the answer of " + call + " was lost")
        : result;
  }

  private <T> T read(StoreCall.Operation operation, String key, Effect<T> effect)
      throws StoreException {
    StoreCall call = begin(operation, key);
    Fault fault = plan.faultOf(call);
    if (fault == Fault.LOSE_REQUEST) {
      throw failure(call, "the request was lost");
    }
    T result = run(call, fault, effect);
    if (fault == Fault.LOSE_ANSWER) {
      throw failure(call, "the answer was lost");
    }
    return result;
  }

  private synchronized StoreCall begin(StoreCall.Operation operation, String key) {
    StoreCall call = new StoreCall(log.size() + 1, operation, key);
    log.add(call);
    return call;
  }

  private <T> T run(StoreCall call, Fault fault, Effect<T> effect) throws StoreException {
    if (fault == Fault.CRASH_BEFORE) {
      dead = true;
    }
    if (dead) {
      throw new SimulatedCrash("before " + call);
    }
    if (fault == Fault.FAIL) {
      throw failure(call, "the store refused, by plan");
    }
    T result = effect.run();
    if (fault == Fault.CRASH_AFTER) {
      dead = true;
      throw new SimulatedCrash("after " + call);
    }
    return result;
  }

  private static StoreException failure(StoreCall call, String reason) {
    return new StoreException(call.operation() + " " + call.key(), reason, true, null);
  }
}
