// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model that learns from annotations. Whatever holds for {@link LabelStudioModel} holds here. */
public interface TrainableModel extends LabelStudioModel {
  /**
   * Trains a new version. Called on an instance of the version in force, away from any request and
   * never for one project twice at a time; predictions go on meanwhile with the old version.
   *
   * <p>What is written to {@link FitContext#workFolder()} is stored, given a version number and
   * published, whole or not at all; the next instance finds it in {@code ModelContext.files()}.
   *
   * @param tasks at least one task, each with the one annotation to learn from; skipped and empty
   *     annotations and labels that the config no longer has are already left out
   * @return a small map of JSON values that the next instance finds in {@code
   *     ModelContext.trainOutput()}; may be empty
   * @throws Exception when it cannot train; the old version stays in force and the message appears
   *     on {@code /status}
   */
  Map<String, @Nullable Object> fit(List<AnnotatedTask> tasks, FitContext context) throws Exception;
}
