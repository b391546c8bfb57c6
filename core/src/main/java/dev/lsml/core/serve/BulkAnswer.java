// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one task of a {@link BulkPredictor}. Immutable as long as nobody changes the map.
 *
 * @param prediction its JSON as in an answer to {@code /predict}; {@code null} when the model
 *     failed
 * @param failure why the model failed, {@code null} when it did not
 * @param problems what was left out of the prediction, since Label Studio would refuse it
 */
public record BulkAnswer(
    @Nullable Map<String, @Nullable Object> prediction,
    @Nullable String failure,
    List<String> problems) {}
