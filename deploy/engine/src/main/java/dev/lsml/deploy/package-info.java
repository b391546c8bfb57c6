// SPDX-License-Identifier: Apache-2.0
/**
 * Takes a built backend to a cloud: one package per thing a deployment does. This one holds only
 * what they all share; nothing here knows Maven.
 */
@NullMarked
package dev.lsml.deploy;

import org.jspecify.annotations.NullMarked;
