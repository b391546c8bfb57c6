// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

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
 * Learns one logistic regression per label with LIBLINEAR, the only class that needs it.
 *
 * <p>The same examples give the same model, bit by bit and in whatever order they come: they are
 * sorted first, and the solver (trust-region Newton on a convex loss) uses no random numbers.
 * Thread-safe: no state.
 */
final class Trainer {
  /** How far the weights may go to fit the examples; the usual value for short vectors of words. */
  private static final double COST = 10;

  private static final double TOLERANCE = 0.001;

  /** The most n-grams that a model knows, and the most numbers that it consists of (16 MB). */
  private static final int MAX_NGRAMS = 1 << 16;

  private static final int MAX_WEIGHTS = 1 << 22;

  static {
    Linear.disableDebugOutput(); // it would go to standard output
  }

  private Trainer() {}

  /**
   * Trains a model.
   *
   * @param examples each with labels out of the following, at least one example
   * @param labels those of the label config; the model knows the ones that examples have
   */
  static LinearModel train(List<Example> examples, List<String> labels) {
    List<Example> sorted = new ArrayList<>(examples);
    sorted.sort(
        Comparator.comparing(Example::text)
            .thenComparing(example -> String.join("\n", example.labels())));
    List<String> texts = new ArrayList<>();
    int unanswered = 0;
    for (Example example : sorted) {
      texts.add(example.text());
      unanswered += example.labels().isEmpty() ? 1 : 0;
    }
    int limit = Math.min(MAX_NGRAMS, MAX_WEIGHTS / Math.max(1, labels.size()));
    Vocabulary vocabulary = Vocabulary.of(texts, limit);
    Problem problem = problem(texts, vocabulary);
    List<LinearModel.Label> learned = new ArrayList<>();
    for (String label : labels) {
      double[] before = problem.y;
      int chosen = 0;
      problem.y = new double[problem.l];
      for (int i = 0; i < problem.l; i++) {
        boolean has = sorted.get(i).labels().contains(label);
        problem.y[i] = has ? 1 : -1;
        chosen += has ? 1 : 0;
      }
      if (chosen == problem.l) {
        learned.add(always(label, chosen, vocabulary.size()));
      } else if (learned.size() == 1 && areOpposite(before, problem.y)) {
        learned.add(opposite(label, chosen, learned.get(0)));
      } else if (chosen > 0) {
        learned.add(learn(label, chosen, problem));
      }
    }
    return new LinearModel(vocabulary, sorted.size(), unanswered, List.copyOf(learned));
  }

  private static Problem problem(List<String> texts, Vocabulary vocabulary) {
    Problem problem = new Problem();
    problem.l = texts.size();
    problem.n = vocabulary.size() + 1;
    problem.bias = 1;
    problem.y = new double[problem.l];
    problem.x = new Feature[problem.l][];
    for (int i = 0; i < problem.l; i++) {
      Vocabulary.Features features = vocabulary.features(texts.get(i));
      int size = features.index().length;
      problem.x[i] = new Feature[size + 1];
      for (int k = 0; k < size; k++) {
        problem.x[i][k] = new FeatureNode(features.index()[k] + 1, features.value()[k]);
      }
      problem.x[i][size] = new FeatureNode(problem.n, problem.bias);
    }
    return problem;
  }

  private static LinearModel.Label learn(String label, int chosen, Problem problem) {
    Model model = Linear.train(problem, new Parameter(SolverType.L2R_LR, COST, TOLERANCE));
    // The solver's weights speak for the class of the first example, whichever that is.
    int sign = model.getLabels()[0] > 0 ? 1 : -1;
    double[] solved = model.getFeatureWeights();
    float[] weights = new float[problem.n - 1];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (sign * solved[i]);
    }
    return new LinearModel.Label(label, chosen, (float) (sign * solved[weights.length]), weights);
  }

  /** Whether of two labels every example has just one, as it is with most single choices. */
  private static boolean areOpposite(double[] one, double[] other) {
    for (int i = 0; i < one.length; i++) {
      if (one[i] == other[i]) {
        return false;
      }
    }
    return true;
  }

  /** What solving would find for the other one of two labels, without solving. */
  private static LinearModel.Label opposite(String label, int chosen, LinearModel.Label other) {
    float[] weights = new float[other.weights().length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = -other.weights()[i];
    }
    return new LinearModel.Label(label, chosen, -other.bias(), weights);
  }

  /** A label that every example has: the text decides nothing, Laplace's rule gives (n+1)/(n+2). */
  private static LinearModel.Label always(String label, int chosen, int ngrams) {
    return new LinearModel.Label(label, chosen, (float) Math.log(chosen + 1.0), new float[ngrams]);
  }
}
