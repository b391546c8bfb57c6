// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import java.util.Map;

/**
 * Knows the training jobs of one platform; found by {@link java.util.ServiceLoader} when {@code
 * LSML_TRAINING_JOB} is set. Implementations must be cheap to construct, since all on the class
 * path are constructed to find the right one.
 */
public interface TrainingLauncherProvider {
  /** Whether a job's name has this platform's form. */
  boolean knows(String job);

  /** How such names look, for an error message; such as {@code projects/P/locations/L/jobs/J}. */
  String form();

  /**
   * The launcher of a job.
   *
   * @param job a name that this {@link #knows}
   * @param environment the process environment, for credentials and endpoints
   */
  TrainingLauncher launcher(String job, Map<String, String> environment);
}
