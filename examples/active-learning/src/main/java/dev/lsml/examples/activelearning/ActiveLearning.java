// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.activelearning;

import dev.lsml.core.model.ModelContext;
import java.io.IOException;

/**
 * A small text classifier that asks about what it is least sure of. The label config says how
 * certainty is measured: {@code <Choices model_certainty="entropy" …>}, {@code margin} if nothing
 * is said. Immutable, hence thread-safe.
 */
public final class ActiveLearning extends Uncertain {
  /**
   * Makes the classifier.
   *
   * @throws IOException when what it learned cannot be read
   */
  public ActiveLearning(ModelContext context) throws IOException {
    this(new WordClassifier(context));
  }

  private ActiveLearning(WordClassifier classifier) {
    super(
        classifier,
        (task, answer) -> classifier.probabilities(task),
        Certainty.named(classifier.control().modelAttribute("certainty")));
  }
}
