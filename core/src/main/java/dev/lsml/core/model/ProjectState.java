// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.model;

import dev.lsml.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Small texts kept per project in the store, for backends that keep prompts or counters. Shared by
 * all instances of the backend; survives restarts and new versions. Thread-safe.
 */
public interface ProjectState {
  /**
   * The text last set.
   *
   * @param key 1 to 100 characters out of {@code A-Z a-z 0-9 . _ -}, not starting with a dot
   * @return {@code null} when there is none
   * @throws IllegalArgumentException when the key is none
   * @throws StoreException when the store cannot be read
   */
  @Nullable String get(String key) throws StoreException;

  /**
   * Sets a text; the last writer wins.
   *
   * @throws IllegalArgumentException when the key is none
   * @throws StoreException when it is not known to be stored
   */
  void set(String key, String value) throws StoreException;
}
