// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.model;

import dev.lsml.core.protocol.Annotation;
import dev.lsml.core.protocol.Task;

/**
 * A task with the one annotation to learn from: the ground truth where one is marked, else the one
 * changed last (protocol §6). Immutable.
 *
 * @param task the task
 * @param annotation without regions of controls or labels that the config no longer has
 */
public record AnnotatedTask(Task task, Annotation annotation) {}
