// SPDX-License-Identifier: Apache-2.0
/**
 * AWS on this machine, as far as deploying needs it: a server that others wrote, and a door before
 * it that adds what it lacks and leads to whatever runs what was applied.
 */
@NullMarked
package dev.lsml.e2e.aws;

import org.jspecify.annotations.NullMarked;
