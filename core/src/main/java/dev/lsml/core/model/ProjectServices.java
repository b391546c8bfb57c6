// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.model;

import dev.lsml.core.files.TaskFiles;
import dev.lsml.core.labelstudio.LabelStudioClient;

/**
 * What a project's model may call. Each part is made when first asked for, so that a model that
 * needs none pays for none. Thread-safe.
 */
public interface ProjectServices {
  /**
   * The client of the Label Studio that the project belongs to.
   *
   * @throws IllegalStateException when no URL or no key is known; says which settings to set
   */
  LabelStudioClient labelStudio();

  /** Fetches the files that task data points to. */
  TaskFiles taskFiles();

  /** The project's small texts. */
  ProjectState state();
}
