// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.core.Backend;
import dev.lsml.core.Edges;
import dev.lsml.core.config.Settings;
import dev.lsml.core.model.ModelType;
import java.util.Map;

/** Opens the backend of a function that serves. */
final class ServingBackend {
  private ServingBackend() {}

  /**
   * Opens it.
   *
   * @throws IllegalStateException when it would have to train by itself, or as {@link
   *     Backend#open(Settings)}
   */
  static Backend open(Map<String, String> environment) {
    Settings settings = Settings.of(environment);
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ModelType type =
        ModelType.discover(loader == null ? ServingBackend.class.getClassLoader() : loader);
    if (type.trainable() && settings.trainingJob() == null) {
      throw new IllegalStateException(
          "the model "
              + type.name()
              + " learns, but LSML_TRAINING_JOB is not set: a Lambda function is frozen once it has"
              + " answered, so it cannot train beside its requests. Set it to the address of the"
              + " training function's FIFO queue, as deploying does");
    }
    return Backend.open(settings, type, Edges.of(settings));
  }
}
