// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A text, its vector and what a person chose for it. Immutable; the array is not to be changed.
 *
 * @param labels in alphabetical order; empty when the person left every choice unchosen
 */
record Example(String text, float[] vector, SortedSet<String> labels) {

  Example {
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
  }
}
