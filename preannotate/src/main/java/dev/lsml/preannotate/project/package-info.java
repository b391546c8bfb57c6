// SPDX-License-Identifier: Apache-2.0
/** Reading the tasks of a Label Studio project and bringing it their predictions, each once. */
@NullMarked
package dev.lsml.preannotate.project;

import org.jspecify.annotations.NullMarked;
