// SPDX-License-Identifier: Apache-2.0
/**
 * A stand-in for those of Google's REST APIs that a deployment and a deployed backend call, other
 * than Cloud Storage. Each API is a class of its own behind one server; what an API answers follows
 * Google's published reference, and nothing is answered that was not looked up there.
 */
@NullMarked
package dev.lsml.testkit.google;

import org.jspecify.annotations.NullMarked;
