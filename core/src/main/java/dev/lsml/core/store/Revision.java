// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

import org.jspecify.annotations.Nullable;

/**
 * Names one written state of one object: a generation number in Google Cloud Storage, an ETag in
 * S3. Opaque to everyone but the store that gave it; two revisions of one key are equal exactly
 * when the object was not rewritten between, except that S3's ETag depends only on the bytes, so
 * whoever compares revisions must put a fresh write id into every object. Immutable.
 *
 * @param value the store's own word
 */
public record Revision(String value) {
  // Written out because every cold start needs them: a record's own load some 35 classes more.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Revision revision && revision.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
