// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a model learn: makes an instance for {@link FitContext#project()} and calls its {@link
 * dev.lsml.core.model.TrainableModel#fit}, whose contract this has. Interrupted when the result is
 * no longer wanted.
 */
@FunctionalInterface
public interface Trainer {
  /** Learns; see {@link dev.lsml.core.model.TrainableModel#fit}. */
  Map<String, @Nullable Object> fit(List<AnnotatedTask> tasks, FitContext context) throws Exception;
}
