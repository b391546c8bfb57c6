// SPDX-License-Identifier: Apache-2.0
/**
 * Serves a text classifier that was trained elsewhere. {@code OnnxText} is the model class and
 * {@code ModelFiles} says where the classifier lies; {@code TextModel} runs it, {@code ModelInput}
 * and {@code ModelOutput} know what it takes and gives; {@code BasicEnglish} and {@code Vocabulary}
 * make numbers of words.
 */
@NullMarked
package dev.lsml.examples.onnxtext;

import org.jspecify.annotations.NullMarked;
