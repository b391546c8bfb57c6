// SPDX-License-Identifier: Apache-2.0
/**
 * The front door of a backend: {@link dev.lsml.core} wires the rooms beside it into one handler.
 */
@NullMarked
package dev.lsml.core;

import org.jspecify.annotations.NullMarked;
