// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.google;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An execution of a job that was asked for. Immutable.
 *
 * @param job the job's full name, {@code projects/P/locations/L/jobs/J}
 * @param execution the execution's short name, such as {@code texts-train-00001}
 * @param args what replaces the container's arguments, {@code null} for those that the job has
 * @param environment what is set beside the container's environment
 */
public record JobRun(
    String job, String execution, @Nullable List<String> args, Map<String, String> environment) {}
