// SPDX-License-Identifier: Apache-2.0
/**
 * The object store that clouds and the local disk implement, and the values that its calls take and
 * give. No knowledge of what is stored belongs here.
 */
@NullMarked
package dev.lsml.core.store;

import org.jspecify.annotations.NullMarked;
