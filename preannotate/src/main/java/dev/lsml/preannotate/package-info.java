// SPDX-License-Identifier: Apache-2.0
/**
 * Bulk pre-annotation: {@link dev.lsml.preannotate.Preannotate} is the program, and wires the rooms
 * beside it. Nothing that serving needs belongs here.
 */
@NullMarked
package dev.lsml.preannotate;

import org.jspecify.annotations.NullMarked;
