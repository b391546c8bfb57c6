// SPDX-License-Identifier: Apache-2.0
/**
 * Calling Label Studio back (protocol §5.1 to §5.3): its address, the three kinds of key, and a
 * small client for the calls that training, registration and diagnosis need. What is done with the
 * answers belongs elsewhere.
 */
@NullMarked
package dev.lsml.core.labelstudio;

import org.jspecify.annotations.NullMarked;
