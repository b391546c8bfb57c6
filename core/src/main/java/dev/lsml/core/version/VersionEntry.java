// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kept version as its project's head tells it: enough to load it and to show it. Immutable.
 *
 * @param id names its objects
 * @param manifestSha256 digest of the manifest's bytes, in lower-case hex
 * @param createdAt when it was published, as ISO 8601 text: only shown, and parsing dates would
 *     cost a cold start
 * @param cause the action that the training followed, such as {@code START_TRAINING}
 * @param tasks number of tasks it learned from
 * @param annotations number of annotations that the project had
 * @param dataSha256 digest of all that it learned from, to tell whether anything changed since
 * @param metrics what the model reported of itself; JSON values
 */
public record VersionEntry(
    VersionId id,
    String manifestSha256,
    String createdAt,
    String cause,
    long tasks,
    long annotations,
    String dataSha256,
    Map<String, @Nullable Object> metrics) {

  /** The version's number. */
  public int number() {
    return id.number();
  }
}
