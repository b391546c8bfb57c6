// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person's answer to a task (protocol §2.4, §6). Immutable.
 *
 * @param id {@code null} when it was not stored yet
 * @param result the regions; empty when the person found nothing
 * @param wasCancelled whether the task was skipped
 * @param groundTruth whether it is marked as the right answer
 * @param completedBy the user's id, {@code null} when unknown
 * @param createdAt ISO 8601 time, {@code null} when absent
 * @param updatedAt ISO 8601 time, {@code null} when absent
 * @param json all keys as sent
 */
public record Annotation(
    @Nullable Long id,
    List<Region> result,
    boolean wasCancelled,
    boolean groundTruth,
    @Nullable Long completedBy,
    @Nullable String createdAt,
    @Nullable String updatedAt,
    Map<String, @Nullable Object> json) {}
