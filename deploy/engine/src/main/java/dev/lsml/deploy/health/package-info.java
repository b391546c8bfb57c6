// SPDX-License-Identifier: Apache-2.0
/** Finds out whether a deployed backend answers as Label Studio needs it to. */
@NullMarked
package dev.lsml.deploy.health;

import org.jspecify.annotations.NullMarked;
