// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import dev.lsml.core.config.Settings;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreProvider;
import dev.lsml.core.store.file.FileObjectStore;
import dev.lsml.core.train.StepListener;
import dev.lsml.core.train.TrainingSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a backend touches the world: its store, its disk, the time and chance. Thread-safe. The
 * store is made when it is first asked for, since a cloud's official client is dear to load.
 */
public final class Edges implements AutoCloseable {
  private final ObjectReader reader;
  private final Supplier<ObjectStore> opener;
  private final Path cache;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Supplier<String> ids;
  private final @Nullable TrainingSource labelled;
  private final StepListener steps;
  private @Nullable ObjectStore store;

  /**
   * Takes the parts.
   *
   * @param reader reads what the store holds
   * @param opener opens the store, at most once
   * @param cache a folder of this machine for what can be fetched again; made when needed
   * @param clock the time of day
   * @param nanos a steady clock, as {@link System#nanoTime}
   * @param ids gives a new unique text at each call
   */
  public Edges(
      ObjectReader reader,
      Supplier<ObjectStore> opener,
      Path cache,
      Clock clock,
      LongSupplier nanos,
      Supplier<String> ids) {
    this(reader, opener, cache, clock, nanos, ids, null, StepListener.NONE);
  }

  private Edges(
      ObjectReader reader,
      Supplier<ObjectStore> opener,
      Path cache,
      Clock clock,
      LongSupplier nanos,
      Supplier<String> ids,
      @Nullable TrainingSource labelled,
      StepListener steps) {
    this.reader = reader;
    this.opener = opener;
    this.cache = cache;
    this.clock = clock;
    this.nanos = nanos;
    this.ids = ids;
    this.labelled = labelled;
    this.steps = steps;
  }

  /**
   * These, with the labelled tasks from elsewhere than the project's Label Studio; for tests. To be
   * called before they are used.
   *
   * @param steps is told how trainings proceed
   */
  public Edges withTraining(TrainingSource source, StepListener steps) {
    return new Edges(reader, opener, cache, clock, nanos, ids, source, steps);
  }

  /**
   * The real ones, with the store that the settings name.
   *
   * @throws IllegalStateException when nothing on the class path knows the store's scheme
   */
  public static Edges of(Settings settings) {
    URI location = settings.store();
    Clock clock = Clock.systemUTC();
    if ("file".equals(location.getScheme())) {
      Path folder = Path.of(location);
      ObjectStore store = new FileObjectStore(folder, clock);
      // Beside what the store keeps for itself: nothing else below the folder is sure to be
      // writable.
      Path cache = folder.resolve(".store").resolve("cache");
      return new Edges(store, () -> store, cache, clock, System::nanoTime, Edges::randomId);
    }
    StoreProvider provider = provider(location);
    return new Edges(
        provider.reader(location, settings.environment()),
        () -> provider.store(location, settings.environment()),
        Path.of(System.getProperty("java.io.tmpdir"), "lsml"),
        clock,
        System::nanoTime,
        Edges::randomId);
  }

  private static StoreProvider provider(URI location) {
    List<String> known = new ArrayList<>(List.of("file"));
    for (StoreProvider provider : ServiceLoader.load(StoreProvider.class)) {
      if (provider.scheme().equals(location.getScheme())) {
        return provider;
      }
      known.add(provider.scheme());
    }
    throw new IllegalStateException(
        "LSML_STORE="
            + location
            + " needs a part that is not on the class path; this backend knows "
            + String.join(", ", known)
            + "; gs: comes with lsml-gcp-function, s3: with lsml-aws-lambda");
  }

  private static String randomId() {
    return UUID.randomUUID().toString();
  }

  ObjectReader reader() {
    return reader;
  }

  synchronized ObjectStore store() {
    ObjectStore opened = store;
    if (opened == null) {
      opened = opener.get();
      store = opened;
    }
    return opened;
  }

  Path cache() {
    return cache;
  }

  Clock clock() {
    return clock;
  }

  LongSupplier nanos() {
    return nanos;
  }

  Supplier<String> ids() {
    return ids;
  }

  /** Where labelled tasks come from, {@code null} for from Label Studio. */
  @Nullable TrainingSource labelled() {
    return labelled;
  }

  StepListener steps() {
    return steps;
  }

  @Override
  public synchronized void close() {
    if (store != null) {
      store.close();
    }
  }
}
