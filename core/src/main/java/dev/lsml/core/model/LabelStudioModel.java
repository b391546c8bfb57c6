// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.model;

import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import java.util.List;

/**
 * A model behind Label Studio.
 *
 * <p>One instance is made per project, version and label config, never per request. It is shared by
 * all requests and must therefore be thread-safe, which it is when it does not change after its
 * constructor. It is closed after its last request, once a newer version has taken its place.
 *
 * <p>A constructor that cannot do with the project's label config throws a {@link
 * dev.lsml.core.labelconfig.LabelConfigException}: its message reaches people in Label Studio. Of
 * any other exception they see only that there was one, and the log has the rest.
 */
public interface LabelStudioModel extends AutoCloseable {
  /**
   * Predicts for some tasks; called from many threads at once.
   *
   * @param tasks at least one; a large batch arrives in parts
   * @return one prediction per task, in the same order; {@link Prediction#empty()} for a task that
   *     the model has nothing to say about
   * @throws Exception when it cannot predict; the tasks are then asked for one by one, and those
   *     that fail again get an empty prediction
   */
  List<Prediction> predict(List<Task> tasks, PredictContext context) throws Exception;

  /** Frees what the instance holds. Does nothing unless overridden. */
  @Override
  default void close() throws Exception {}
}
