// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.project;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prediction on its way to a task. Immutable as long as nobody changes the maps.
 *
 * @param task the task's id
 * @param prediction with {@code task}, {@code result}, {@code score} and {@code model_version}
 * @param size in bytes, as JSON
 * @param data the task's, for the list of rejects
 */
public record Outgoing(
    long task,
    Map<String, @Nullable Object> prediction,
    int size,
    Map<String, @Nullable Object> data) {}
