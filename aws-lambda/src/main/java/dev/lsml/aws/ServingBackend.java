// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.aws.auth.SecretValues;
import dev.lsml.core.Backend;
import dev.lsml.core.Edges;
import dev.lsml.core.config.Settings;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.result.RegionIds;
import java.util.Map;
import org.crac.Core;

/** Opens the backend of a function that serves. */
final class ServingBackend {
  private ServingBackend() {}

  /**
   * The backend of this process, which under SnapStart is a copy of a snapshot.
   *
   * @throws IllegalStateException as {@link #open}
   */
  static HttpHandler of(Map<String, String> environment) {
    return "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))
        ? new RestorableBackend(
            () -> open(environment),
            backend -> new Priming(SecretValues.resolved(environment)).accept(backend),
            RegionIds::reseed,
            Core.getGlobalContext())
        : open(environment);
  }

  /**
   * Opens it.
   *
   * @throws IllegalStateException when it would have to train by itself, when a secret cannot be
   *     read, or as {@link Backend#open(Settings)}
   */
  static Backend open(Map<String, String> environment) {
    Settings settings = Settings.of(SecretValues.resolved(environment));
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
