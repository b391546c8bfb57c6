// SPDX-License-Identifier: Apache-2.0
/**
 * Answering requests: where a request goes ({@code Router}), what every request passes first
 * (errors, authentication, body limit), one handler per call of Label Studio, and the models that
 * are loaded. Training itself does not belong here, only the hint that it may be due.
 *
 * <p>One way through for a prediction: {@code Router} → {@code PredictHandler} → {@code
 * ServedProject} (which version, which instance) → {@code BatchPredictor} → the model.
 */
@NullMarked
package dev.lsml.core.serve;

import org.jspecify.annotations.NullMarked;
