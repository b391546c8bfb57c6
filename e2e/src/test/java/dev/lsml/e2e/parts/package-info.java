// SPDX-License-Identifier: Apache-2.0
/**
 * The real parts that the tests use: found or installed into a private folder, started on 127.0.0.1
 * and always stopped. A part that this machine cannot have is told as {@link
 * dev.lsml.e2e.parts.MissingPart}. No assertion about lsml belongs here.
 */
@NullMarked
package dev.lsml.e2e.parts;

import org.jspecify.annotations.NullMarked;
