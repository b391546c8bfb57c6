// SPDX-License-Identifier: Apache-2.0
/**
 * Label Studio's wire words as records, and the codec between them and JSON. No behaviour beyond
 * reading and writing messages belongs here.
 */
@NullMarked
package dev.lsml.core.protocol;

import org.jspecify.annotations.NullMarked;
