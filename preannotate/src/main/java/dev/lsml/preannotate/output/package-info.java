// SPDX-License-Identifier: Apache-2.0
/**
 * Writing Label Studio's import JSON so that a kill at any point loses nothing that was committed
 * and repeats nothing.
 */
@NullMarked
package dev.lsml.preannotate.output;

import org.jspecify.annotations.NullMarked;
