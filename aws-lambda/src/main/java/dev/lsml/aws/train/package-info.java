// SPDX-License-Identifier: Apache-2.0
/**
 * Training by a function of its own behind an SQS queue: what the serving function sends, and what
 * the training function makes of it. How a training goes belongs to core.
 */
@NullMarked
package dev.lsml.aws.train;

import org.jspecify.annotations.NullMarked;
