// SPDX-License-Identifier: Apache-2.0
/**
 * A text classifier that is useful from a handful of labels. {@code FewShotText} is the model class
 * and {@code Question} its view of the label config; {@code Sentences} turns texts into vectors,
 * and everything beside them learns from vectors and knows nothing of Label Studio.
 */
@NullMarked
package dev.lsml.examples.fewshottext;

import org.jspecify.annotations.NullMarked;
