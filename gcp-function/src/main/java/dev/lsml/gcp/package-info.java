// SPDX-License-Identifier: Apache-2.0
/**
 * A backend as Google's Functions Framework takes it: the function, and the mapping between its
 * requests and ours. No knowledge of Label Studio belongs here.
 */
@NullMarked
package dev.lsml.gcp;

import org.jspecify.annotations.NullMarked;
