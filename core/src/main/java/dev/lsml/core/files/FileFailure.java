// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.files.TaskFileException.Step;
import org.jspecify.annotations.Nullable;

/** A failure on the way to a file, before the task that it is for is known. */
final class FileFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Step step;
  private final String reason;
  private final String remedy;

  FileFailure(Step step, String reason, String remedy) {
    this(step, reason, remedy, null);
  }

  FileFailure(Step step, String reason, String remedy, @Nullable Throwable cause) {
    super(reason, cause);
    this.step = step;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** The same for the people who look at a task. */
  TaskFileException of(String file) {
    return new TaskFileException(file, step, reason, remedy, this);
  }
}
