// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model said of what it learned.
 *
 * @param trainOutput what {@code fit} returned; JSON values
 * @param metrics what it reported; JSON values
 */
record Fitted(Map<String, @Nullable Object> trainOutput, Map<String, @Nullable Object> metrics) {}
