// SPDX-License-Identifier: Apache-2.0
/**
 * What a backend is told from outside, read once and checked whole. Nothing here opens, calls or
 * remembers anything.
 */
@NullMarked
package dev.lsml.core.config;

import org.jspecify.annotations.NullMarked;
