// SPDX-License-Identifier: Apache-2.0
/**
 * Reading files of tasks record by record, whatever their format. What is done with the records
 * does not belong here.
 */
@NullMarked
package dev.lsml.preannotate.rows;

import org.jspecify.annotations.NullMarked;
