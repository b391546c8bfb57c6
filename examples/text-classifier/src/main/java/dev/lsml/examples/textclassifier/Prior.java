// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is chosen before anybody has labelled anything: a label whose name occurs in the text, else
 * the first one.
 *
 * <p>The score is 1/(c+1), where c counts the labels named in the text or, where none is, all
 * labels: each of them is held to be as probable as "none of these". So it is at most one half, and
 * 0.33 for a text that names neither of two labels. Immutable and thread-safe.
 */
final class Prior {
  private final List<String> labels;
  private final List<List<String>> names = new ArrayList<>();

  /**
   * Makes one.
   *
   * @param labels at least one, in the order of the label config
   * @param shown what people see instead of each; the same where it has no alias
   */
  Prior(List<String> labels, List<String> shown) {
    this.labels = labels;
    for (String name : shown) {
      names.add(Tokens.of(name));
    }
  }

  /** Chooses one label or, if several are allowed, every label named in the text. */
  Chooser.Choice choose(String text, boolean multiple) {
    List<String> named = namedIn(Tokens.of(text));
    double score = 1.0 / ((named.isEmpty() ? labels : named).size() + 1);
    if (named.isEmpty()) {
      return new Chooser.Choice(labels.subList(0, 1), score);
    }
    return new Chooser.Choice(multiple ? named : named.subList(0, 1), score);
  }

  private List<String> namedIn(List<String> tokens) {
    List<String> named = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      List<String> name = names.get(i);
      if (!name.isEmpty() && Collections.indexOfSubList(tokens, name) >= 0) {
        named.add(labels.get(i));
      }
    }
    return named;
  }
}
