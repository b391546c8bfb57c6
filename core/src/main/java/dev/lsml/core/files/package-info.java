// SPDX-License-Identifier: Apache-2.0
/**
 * From a value in a task's data to a file on this machine (protocol §5.4): {@link
 * dev.lsml.core.files.TaskFiles} is the front door, behind it are the reading of addresses, the
 * guard against addresses that a task's author must not reach, the download and the cache. What a
 * file means belongs elsewhere.
 */
@NullMarked
package dev.lsml.core.files;

import org.jspecify.annotations.NullMarked;
