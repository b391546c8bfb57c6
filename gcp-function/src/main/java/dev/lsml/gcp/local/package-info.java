// SPDX-License-Identifier: Apache-2.0
/**
 * A backend on one's own machine: a main that checks what can be wrong before it serves, says how
 * Label Studio reaches it, and stops without losing anything. What a backend does is core's.
 */
@NullMarked
package dev.lsml.gcp.local;

import org.jspecify.annotations.NullMarked;
