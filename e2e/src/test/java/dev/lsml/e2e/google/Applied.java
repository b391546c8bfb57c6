// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done, or tried, in the order of its end.
 *
 * @param type such as {@code google_storage_bucket}
 * @param id as Google has it; empty when a creation was refused
 * @param state all attributes afterwards, and before for a deletion; without write-only values
 */
public record Applied(Action action, String type, String id, Map<String, @Nullable Object> state) {
  /** What was done. */
  public enum Action {
    /** It is there now. */
    CREATED,
    /** It was changed in place. */
    UPDATED,
    /** It is gone. */
    DELETED,
    /** Terraform forgot it and it is still there, by its {@code deletion_policy}. */
    ABANDONED,
    /** It was refused. */
    REFUSED
  }
}
