// SPDX-License-Identifier: Apache-2.0
/**
 * The documentation, run: files that a page shows are written, and the commands of its console
 * blocks are typed, in their order. Tests of one part's behaviour do not belong here.
 */
@NullMarked
package dev.lsml.e2e.docs;

import org.jspecify.annotations.NullMarked;
