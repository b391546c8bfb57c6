// SPDX-License-Identifier: Apache-2.0
/**
 * JSON as plain JDK values: the only package that may import the JSON library. Nothing about Label
 * Studio belongs here.
 */
@NullMarked
package dev.lsml.core.json;

import org.jspecify.annotations.NullMarked;
