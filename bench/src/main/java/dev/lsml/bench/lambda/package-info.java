// SPDX-License-Identifier: Apache-2.0
/**
 * A function as Lambda starts it, of either kind of package, under a runtime API of this process.
 */
@NullMarked
package dev.lsml.bench.lambda;

import org.jspecify.annotations.NullMarked;
