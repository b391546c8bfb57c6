// SPDX-License-Identifier: Apache-2.0
/** The smallest backend: one model class. What a model needs beside it goes here too. */
@NullMarked
package dev.lsml.examples.dummy;

import org.jspecify.annotations.NullMarked;
