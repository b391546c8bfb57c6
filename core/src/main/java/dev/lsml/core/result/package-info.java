// SPDX-License-Identifier: Apache-2.0
/**
 * What a model answers, in terms of a project's label config (protocol §3).
 *
 * <ul>
 *   <li>{@link dev.lsml.core.result.Predictions}: answers about a whole task, and how regions make
 *       a prediction;
 *   <li>{@link dev.lsml.core.result.Spans}: pieces of text, audio and time series;
 *   <li>{@link dev.lsml.core.result.Shapes}: regions of an image;
 *   <li>{@link dev.lsml.core.result.Tracks}: regions of a video;
 *   <li>{@link dev.lsml.core.result.ResultValidator}: what Label Studio would refuse.
 * </ul>
 *
 * <p>Builders refuse what the config does not have. Whatever they cannot say can be said as raw
 * JSON in a {@link dev.lsml.core.protocol.Region}.
 */
@NullMarked
package dev.lsml.core.result;

import org.jspecify.annotations.NullMarked;
