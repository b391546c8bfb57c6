// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import dev.lsml.core.store.ObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link ObjectStore} must pass: a test class of the implementation extends this and
 * says how to open it. The cases are grouped by guarantee: {@code ReadWriteCases}, {@code
 * ConditionCases}, {@code RaceCases}, {@code ListingCases}, {@code KeyCases}; beside them {@link
 * ObjectStoreFaultCases} for stores that can lose messages.
 *
 * <p>The numbers suit a local store. A test against a real cloud, where a write takes tens of
 * milliseconds and one object may be written about once a second, lowers {@link #racers()} and
 * {@link #rounds()}.
 */
public abstract class ObjectStoreContract
    implements ReadWriteCases, ConditionCases, RaceCases, ListingCases, KeyCases {
  private final List<ObjectStore> opened = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // opened before each test
  private ObjectStore store;

  @SuppressWarnings("NullAway.Init") // made by JUnit before each test
  @TempDir
  Path files;

  /** For subclasses. */
  protected ObjectStoreContract() {}

  /** Opens a store that has no objects; called once before each test. */
  protected abstract ObjectStore openEmpty() throws Exception;

  /**
   * Opens another store on the objects of the first, sharing as little with it as another process
   * would.
   */
  protected abstract ObjectStore openAnother(ObjectStore first) throws Exception;

  @BeforeEach
  final void openTheStore() throws Exception {
    store = openEmpty();
    opened.add(store);
  }

  @AfterEach
  final void closeTheStores() {
    opened.forEach(ObjectStore::close);
  }

  @Override
  public final ObjectStore store() {
    return store;
  }

  @Override
  public final ObjectStore another() throws Exception {
    ObjectStore another = openAnother(store);
    opened.add(another);
    return another;
  }

  @Override
  public final Path folder() {
    return files;
  }

  /** How many threads race, at least 2. */
  @Override
  public int racers() {
    return 4;
  }

  /** How often each thread of a race writes. */
  @Override
  public int rounds() {
    return 20;
  }

  /**
   * Whether writing the same bytes again gives the same revision, as the ETags of S3 do. The cases
   * that need more are then skipped.
   */
  @Override
  public boolean sameBytesGiveTheSameRevision() {
    return false;
  }

  /**
   * Whether the store's server stands in for another and sorts as Java does, with characters beyond
   * U+FFFF in the wrong place. Keys that have some are then left out where the order matters.
   */
  @Override
  public boolean sortsByUtf16() {
    return false;
  }
}
