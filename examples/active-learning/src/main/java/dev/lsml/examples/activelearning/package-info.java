// SPDX-License-Identifier: Apache-2.0
/**
 * Asks people about what a model is least sure of. {@code Uncertain} goes around any model; {@code
 * ActiveLearning} is the model class, which puts it around a small classifier.
 */
@NullMarked
package dev.lsml.examples.activelearning;

import org.jspecify.annotations.NullMarked;
