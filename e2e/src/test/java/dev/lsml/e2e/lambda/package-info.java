// SPDX-License-Identifier: Apache-2.0
/**
 * Lambda on this machine: runs what was applied, in containers under the real Java runtime
 * interface client, behind HTTP and behind queues.
 */
@NullMarked
package dev.lsml.e2e.lambda;

import org.jspecify.annotations.NullMarked;
