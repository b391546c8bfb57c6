// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among a control's labels for the vector of a text: by a fitted {@link Head} or, as long
 * as there is none, by how close the text is to the labels' names.
 *
 * <p>The labels are those of the label config, whatever the head was fitted with. A label that is
 * no longer there is never chosen. A label that nobody has chosen in n examples is given the
 * probability 1/(n+2), after Laplace's rule of succession: low, but not impossible.
 *
 * <p>Immutable and thread-safe.
 */
final class Chooser {
  private final List<String> labels;
  private final List<String> names;
  private final boolean multiple;
  private final @Nullable Head head;

  /** Computed with the first text, since that loads the embedding model; {@code null} before. */
  private volatile @Nullable List<float[]> nameVectors;

  /**
   * Makes one.
   *
   * @param labels the control's labels, in the order of the label config; at least one
   * @param names what people see instead of each; the same where it has no alias
   * @param multiple whether several of them may be chosen for one text
   * @param head what was fitted for the control, {@code null} before any training
   */
  Chooser(List<String> labels, List<String> names, boolean multiple, @Nullable Head head) {
    this.labels = List.copyOf(labels);
    this.names = List.copyOf(names);
    this.multiple = multiple;
    this.head = head != null && knowsAny(head, labels) ? head : null;
  }

  private static boolean knowsAny(Head head, List<String> labels) {
    return labels.stream().anyMatch(label -> head.label(label) != null);
  }

  /**
   * What is chosen for a text.
   *
   * @param labels one of them for a single choice; empty where a multiple choice is best left so
   * @param score how probable it is that this is right, from 0 to 1. A single choice has the
   *     label's probability, a multiple choice that of the least probable label chosen, an empty
   *     one the probability that even the most probable label is rightly left out
   */
  record Choice(List<String> labels, double score) {}

  /**
   * Chooses the most probable label, or, where several may be chosen, every label that is at least
   * as probable as not. When none is, the most probable one is chosen all the same, unless people
   * have left this choice empty before.
   */
  Choice choose(float[] vector) {
    if (head == null) {
      return closest(vector);
    }
    double[] probabilities = probabilities(head, vector);
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    if (multiple && probabilities[best] >= 0.5) {
      return likely(probabilities);
    }
    if (multiple && head.unanswered() > 0) {
      return new Choice(List.of(), 1 - probabilities[best]);
    }
    return new Choice(List.of(labels.get(best)), probabilities[best]);
  }

  private Choice likely(double[] probabilities) {
    List<String> chosen = new ArrayList<>();
    double score = 1;
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] >= 0.5) {
        chosen.add(labels.get(i));
        score = Math.min(score, probabilities[i]);
      }
    }
    return new Choice(chosen, score);
  }

  /** How probable each label is; for a single choice they sum up to 1. */
  private double[] probabilities(Head fitted, float[] vector) {
    double[] probabilities = new double[labels.size()];
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      Head.Label label = fitted.label(labels.get(i));
      probabilities[i] = label == null ? 1.0 / (fitted.examples() + 2) : label.probability(vector);
      sum += probabilities[i];
    }
    for (int i = 0; i < probabilities.length && !multiple; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  /** A guess; so each label, and "none of these", is held to be as probable as any other. */
  private Choice closest(float[] vector) {
    List<float[]> vectors = nameVectors;
    if (vectors == null) {
      vectors = Sentences.shared().all(names);
      nameVectors = vectors;
    }
    int best = 0;
    double bestLikeness = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < vectors.size(); i++) {
      double likeness = 0;
      for (int k = 0; k < vector.length; k++) {
        likeness += (double) vectors.get(i)[k] * vector[k];
      }
      if (likeness > bestLikeness) {
        best = i;
        bestLikeness = likeness;
      }
    }
    return new Choice(List.of(labels.get(best)), 1.0 / (labels.size() + 1));
  }
}
