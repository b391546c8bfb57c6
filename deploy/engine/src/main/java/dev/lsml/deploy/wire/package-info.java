// SPDX-License-Identifier: Apache-2.0
/** Puts the real parts into the places that a deployment leaves for them. */
@NullMarked
package dev.lsml.deploy.wire;

import org.jspecify.annotations.NullMarked;
