// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Fits one logistic regression per label with LIBLINEAR, the only class that needs it.
 *
 * <p>The same examples give the same head, bit by bit and in whatever order they come: they are
 * sorted first, and the solver (trust-region Newton on a convex loss) uses no random numbers.
 * Thread-safe: no state.
 */
final class Trainer {
  /** How far the weights may go to fit the examples; the usual value for vectors of length 1. */
  private static final double COST = 10;

  private static final double TOLERANCE = 0.001;

  /** Weights are kept to six decimals, so that the file stays small and can be read. */
  private static final double ROUNDING = 1e6;

  static {
    Linear.disableDebugOutput(); // it would go to standard output
  }

  private Trainer() {}

  /**
   * Fits a head.
   *
   * @param examples each with labels out of the following, at least one example
   * @param labels those of the label config; the head knows the ones that examples have
   */
  static Head fit(List<Example> examples, List<String> labels) {
    List<Example> sorted = new ArrayList<>(examples);
    sorted.sort(
        Comparator.comparing(Example::text)
            .thenComparing(example -> String.join("\n", example.labels())));
    Problem problem = problem(sorted);
    List<Head.Label> learned = new ArrayList<>();
    for (String label : labels) {
      int chosen = 0;
      for (int i = 0; i < problem.l; i++) {
        boolean has = sorted.get(i).labels().contains(label);
        problem.y[i] = has ? 1 : -1;
        chosen += has ? 1 : 0;
      }
      if (chosen == problem.l) {
        learned.add(always(label, chosen));
      } else if (chosen > 0) {
        learned.add(fit(label, chosen, problem));
      }
    }
    int unanswered = (int) examples.stream().filter(e -> e.labels().isEmpty()).count();
    return new Head(problem.l, unanswered, List.copyOf(learned));
  }

  private static Problem problem(List<Example> examples) {
    Problem problem = new Problem();
    problem.l = examples.size();
    problem.n = Sentences.SIZE + 1;
    problem.bias = 1;
    problem.y = new double[problem.l];
    problem.x = new Feature[problem.l][problem.n];
    for (int i = 0; i < problem.l; i++) {
      for (int k = 0; k < Sentences.SIZE; k++) {
        problem.x[i][k] = new FeatureNode(k + 1, examples.get(i).vector()[k]);
      }
      problem.x[i][Sentences.SIZE] = new FeatureNode(problem.n, problem.bias);
    }
    return problem;
  }

  private static Head.Label fit(String label, int chosen, Problem problem) {
    Model model = Linear.train(problem, new Parameter(SolverType.L2R_LR, COST, TOLERANCE));
    // The solver's weights speak for the class of the first example, whichever that is.
    int sign = model.getLabels()[0] > 0 ? 1 : -1;
    double[] solved = model.getFeatureWeights();
    double[] weights = new double[Sentences.SIZE];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = rounded(sign * solved[i]);
    }
    return new Head.Label(label, chosen, rounded(sign * solved[Sentences.SIZE]), weights);
  }

  private static double rounded(double value) {
    return Math.rint(value * ROUNDING) / ROUNDING;
  }

  /** A label that every example has: the text decides nothing, Laplace's rule gives (n+1)/(n+2). */
  private static Head.Label always(String label, int chosen) {
    return new Head.Label(
        label, chosen, rounded(Math.log(chosen + 1.0)), new double[Sentences.SIZE]);
  }
}
