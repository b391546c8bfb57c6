// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import java.nio.file.Path;

/**
 * A version whose files are on this machine, whole and checked. Immutable.
 *
 * @param entry the version as the head tells it
 * @param manifest all about it
 * @param files the folder with its files; not to be written to
 */
public record LoadedVersion(VersionEntry entry, Manifest manifest, Path files) {}
