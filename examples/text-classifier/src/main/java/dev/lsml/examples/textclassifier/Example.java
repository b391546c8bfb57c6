// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A text and what a person chose for it. Immutable.
 *
 * @param labels in alphabetical order; empty when the person left every choice unchosen
 */
record Example(String text, SortedSet<String> labels) {

  Example {
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
  }

  Example(String text, Collection<String> labels) {
    this(text, new TreeSet<>(labels));
  }
}
