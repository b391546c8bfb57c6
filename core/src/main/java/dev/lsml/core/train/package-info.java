// SPDX-License-Identifier: Apache-2.0
/**
 * From an event of Label Studio to a published version:
 *
 * <ol>
 *   <li>{@link dev.lsml.core.train.TrainingIntake} turns events into at most one pending training
 *       per project, by the {@link dev.lsml.core.train.TrainingPolicy}, and wakes a worker;
 *   <li>a worker, {@link dev.lsml.core.train.LocalWorker} in the same process or a {@link
 *       dev.lsml.core.train.JobWorker} that {@link dev.lsml.core.train.Launches} had started
 *       elsewhere, calls {@link dev.lsml.core.train.TrainingRunner}, which takes the project's
 *       lease and with it the pending training;
 *   <li>a run fetches the labelled tasks, cleans them, lets the model fit, stores the files, then
 *       the manifest, and then publishes with one conditional write;
 *   <li>{@link dev.lsml.core.train.TrainingStatus} tells people about all of it.
 * </ol>
 *
 * <p>A process may die anywhere: the version in force stays, and what was asked for is in the
 * pending object or in the lease, where the next worker finds it. Answering requests does not
 * belong here.
 */
@NullMarked
package dev.lsml.core.train;

import org.jspecify.annotations.NullMarked;
