// SPDX-License-Identifier: Apache-2.0
/**
 * Cuts out what an annotator clicks on. {@code ClickSegment} is the model class and {@code Prompt}
 * what a smart tool sends; {@code Pictures} has the images; {@code Grower}, {@code Mask} and {@code
 * Outline} know nothing of Label Studio.
 */
@NullMarked
package dev.lsml.examples.clicksegment;

import org.jspecify.annotations.NullMarked;
