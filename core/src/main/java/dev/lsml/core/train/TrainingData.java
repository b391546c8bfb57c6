// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.Task;
import java.util.Iterator;
import java.util.List;

/**
 * A project's labelled tasks on their way. Used by one thread.
 *
 * @param labelConfig as it is now
 * @param pages the tasks with all their annotations; page after page, so that only what is learned
 *     from stays in memory
 */
public record TrainingData(LabelConfig labelConfig, Iterator<List<Task>> pages) {}
