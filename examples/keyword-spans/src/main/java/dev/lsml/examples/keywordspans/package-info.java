// SPDX-License-Identifier: Apache-2.0
/**
 * Labels phrases of texts by a dictionary. {@code KeywordSpans} is the model class and {@code
 * Field} its view of the label config; {@code Folded}, {@code Trie} and {@code Phrase} know nothing
 * of Label Studio.
 */
@NullMarked
package dev.lsml.examples.keywordspans;

import org.jspecify.annotations.NullMarked;
