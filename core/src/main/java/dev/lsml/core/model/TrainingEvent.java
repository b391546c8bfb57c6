// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.model;

import java.time.Instant;

/**
 * Why a training run takes place. Only a hint about what happened, since several events lead to one
 * run and some get lost. Immutable.
 *
 * @param cause the Label Studio action that made it due, such as {@code START_TRAINING} or {@code
 *     ANNOTATION_CREATED}
 * @param requestedAt when it was asked for, by the backend's clock
 */
public record TrainingEvent(String cause, Instant requestedAt) {}
