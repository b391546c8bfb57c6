// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.activelearning;

import dev.lsml.core.labelconfig.LabelConfigException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How sure a model is, by the probabilities that it gives to all labels: 0 when it might as well
 * guess, 1 when it has no doubt. With two labels all of them sort tasks alike.
 */
public enum Certainty {
  /** Of the most probable label; it does not matter how the rest is spread. */
  CONFIDENCE {
    @Override
    double of(double[] sorted) {
      double guess = 1.0 / sorted.length;
      return (sorted[sorted.length - 1] - guess) / (1 - guess);
    }
  },

  /** Of the most probable label before the second: low where two labels compete. */
  MARGIN {
    @Override
    double of(double[] sorted) {
      return sorted[sorted.length - 1] - sorted[sorted.length - 2];
    }
  },

  /** Of all labels together: low where many labels are possible. */
  ENTROPY {
    @Override
    double of(double[] sorted) {
      double entropy = 0;
      for (double probability : sorted) {
        entropy -= probability > 0 ? probability * Math.log(probability) : 0;
      }
      return 1 - entropy / Math.log(sorted.length);
    }
  };

  /** For at least two probabilities in ascending order. */
  abstract double of(double[] sorted);

  /**
   * How sure the model is.
   *
   * @param probabilities of all labels, which sum up to 1; at least one
   * @return 0 to 1; 1 for a single label
   */
  public double score(double[] probabilities) {
    double[] sorted = probabilities.clone();
    Arrays.sort(sorted);
    return sorted.length == 1 ? 1 : Math.max(0, Math.min(1, of(sorted)));
  }

  /**
   * The one of a name as people write it, such as {@code margin}; that one for {@code null}.
   *
   * @throws LabelConfigException when there is none; names those that there are
   */
  public static Certainty named(@Nullable String name) {
    if (name == null) {
      return MARGIN;
    }
    for (Certainty certainty : values()) {
      if (certainty.name().toLowerCase(Locale.ROOT).equals(name)) {
        return certainty;
      }
    }
    throw new LabelConfigException(
        "The label config asks for an unknown certainty",
        "model_certainty is '" + name + "'",
        "Write confidence, margin or entropy");
  }
}
