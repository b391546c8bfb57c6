// SPDX-License-Identifier: Apache-2.0
/**
 * The object store on a local folder. Whatever knows how an object becomes a file belongs here;
 * what objects mean does not.
 */
@NullMarked
package dev.lsml.core.store.file;

import org.jspecify.annotations.NullMarked;
