// SPDX-License-Identifier: Apache-2.0
/**
 * What the store holds of a project, and the only code that knows how it lies there:
 *
 * <ul>
 *   <li>{@link dev.lsml.core.version.Head}, one small object that says which version is in force,
 *       which versions are kept, who may publish the next one and how the last run ended;
 *   <li>{@link dev.lsml.core.version.Manifest} and files of each version, never changed once
 *       written;
 *   <li>{@link dev.lsml.core.version.ProjectConfig} and the texts that a model keeps.
 * </ul>
 *
 * <p>Serving needs only the reading side, {@link dev.lsml.core.version.HeadReader} and {@link
 * dev.lsml.core.version.VersionFiles}. Deciding when to train, and training, does not belong here.
 */
@NullMarked
package dev.lsml.core.version;

import org.jspecify.annotations.NullMarked;
