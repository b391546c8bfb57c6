// SPDX-License-Identifier: Apache-2.0
/**
 * Moving records through a model on all cores, in order and in bounded memory, and telling people
 * how far that has come.
 */
@NullMarked
package dev.lsml.preannotate.run;

import org.jspecify.annotations.NullMarked;
