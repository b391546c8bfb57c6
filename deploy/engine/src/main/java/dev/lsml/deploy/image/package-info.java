// SPDX-License-Identifier: Apache-2.0
/**
 * Makes the container image that both the service and the training job run: a runtime with only the
 * modules that are needed, the class path as jars, and an archive of loaded classes that a cold
 * start maps instead of loading them.
 *
 * <p>The way through: an {@link dev.lsml.deploy.image.ImageSpec} goes to an {@link
 * dev.lsml.deploy.image.ImageBuilder}, which chooses a {@link dev.lsml.deploy.image.RuntimePlan},
 * lays out everything below {@code /app} as it will be in the image, links the runtime, runs the
 * backend once for the archive, and gives a {@link dev.lsml.deploy.image.BuiltImage} to push.
 */
@NullMarked
package dev.lsml.deploy.image;

import org.jspecify.annotations.NullMarked;
