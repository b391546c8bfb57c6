// SPDX-License-Identifier: Apache-2.0
/**
 * The status page: pure functions from the JSON of {@code /status} to HTML, so that a page and a
 * program are told the same. Nothing here reads a store, a model or the time.
 */
@NullMarked
package dev.lsml.core.page;

import org.jspecify.annotations.NullMarked;
