// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among a control's labels: by what was learned, or by a {@link Prior} as long as nothing
 * was.
 *
 * <p>The labels are those of the label config, whatever the model was trained with. A label that is
 * no longer there is never chosen. A label that nobody has chosen in n examples is given the
 * probability 1/(n+2), after Laplace's rule of succession: low, but not impossible.
 *
 * <p>Immutable and thread-safe.
 */
final class Chooser {
  private final List<String> labels;
  private final boolean multiple;
  private final Prior prior;
  private final @Nullable LinearModel model;

  /** Makes one for labels that people see as they are; see the other constructor. */
  Chooser(List<String> labels, boolean multiple, @Nullable LinearModel model) {
    this(labels, labels, multiple, model);
  }

  /**
   * Makes one.
   *
   * @param labels the control's labels, in the order of the label config; at least one
   * @param shown what people see instead of each; the same where it has no alias
   * @param multiple whether several of them may be chosen for one text
   * @param model what was learned for the control, {@code null} before any training
   */
  Chooser(List<String> labels, List<String> shown, boolean multiple, @Nullable LinearModel model) {
    this.labels = List.copyOf(labels);
    this.prior = new Prior(this.labels, shown);
    this.multiple = multiple;
    this.model = model != null && knowsAny(model, labels) ? model : null;
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
  Choice choose(String text) {
    if (model == null) {
      return prior.choose(text, multiple);
    }
    double[] probabilities = probabilities(model, text);
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    if (multiple && probabilities[best] >= 0.5) {
      return likely(probabilities);
    }
    if (multiple && model.unanswered() > 0) {
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
  double[] probabilities(LinearModel model, String text) {
    Vocabulary.Features features = model.vocabulary().features(text);
    double[] probabilities = new double[labels.size()];
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      LinearModel.Label label = model.label(labels.get(i));
      probabilities[i] =
          label == null ? 1.0 / (model.examples() + 2) : LinearModel.probability(label, features);
      sum += probabilities[i];
    }
    for (int i = 0; i < probabilities.length && !multiple; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  private static boolean knowsAny(LinearModel model, List<String> labels) {
    for (String label : labels) {
      if (model.label(label) != null) {
        return true;
      }
    }
    return false;
  }
}
