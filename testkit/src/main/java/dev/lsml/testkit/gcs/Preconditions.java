// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import org.jspecify.annotations.Nullable;

/**
 * What a request demands of an object's live version. For a generation, 0 means that there is none.
 * Source: "Request preconditions" of the Cloud Storage documentation.
 */
record Preconditions(
    @Nullable Long generation,
    @Nullable Long notGeneration,
    @Nullable Long metageneration,
    @Nullable Long notMetageneration) {

  static Preconditions of(GcsRequest request) throws GcsFailure {
    return of(request, "if");
  }

  /** Those of the source of a copy. */
  static Preconditions ofSource(GcsRequest request) throws GcsFailure {
    return of(request, "ifSource");
  }

  private static Preconditions of(GcsRequest request, String start) throws GcsFailure {
    return new Preconditions(
        request.number(start + "GenerationMatch"),
        request.number(start + "GenerationNotMatch"),
        request.number(start + "MetagenerationMatch"),
        request.number(start + "MetagenerationNotMatch"));
  }

  /**
   * Checks them before a write or delete.
   *
   * @param live {@code null} when there is no object
   * @throws GcsFailure 412 when one does not hold
   */
  void check(@Nullable GcsObject live) throws GcsFailure {
    if (!holds(live) || isExactly(notGeneration, live) || hasExactly(notMetageneration, live)) {
      throw GcsFailure.conditionNotMet();
    }
  }

  /**
   * Checks them before a read.
   *
   * @throws GcsFailure 412 when a demanded equality does not hold, 304 for a demanded difference
   */
  void checkRead(GcsObject object) throws GcsFailure {
    if (!holds(object)) {
      throw GcsFailure.conditionNotMet();
    }
    if (isExactly(notGeneration, object) || hasExactly(notMetageneration, object)) {
      throw GcsFailure.notModified();
    }
  }

  private boolean holds(@Nullable GcsObject live) {
    return (generation == null || isExactly(generation, live))
        && (metageneration == null || hasExactly(metageneration, live));
  }

  private static boolean isExactly(@Nullable Long wanted, @Nullable GcsObject live) {
    return wanted != null && wanted == (live == null ? 0 : live.generation());
  }

  private static boolean hasExactly(@Nullable Long wanted, @Nullable GcsObject live) {
    return wanted != null && live != null && wanted == live.metageneration();
  }
}
