// SPDX-License-Identifier: Apache-2.0
/**
 * A text classifier for Label Studio. {@code TextClassifier} is the model class and {@code
 * Question} its view of the label config; everything beside them is machine learning and knows
 * nothing of Label Studio.
 */
@NullMarked
package dev.lsml.examples.textclassifier;

import org.jspecify.annotations.NullMarked;
