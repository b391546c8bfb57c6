// SPDX-License-Identifier: Apache-2.0
/**
 * Who this process is on Google Cloud, and the tokens that prove it. What the tokens are used for
 * belongs elsewhere.
 */
@NullMarked
package dev.lsml.gcp.metadata;

import org.jspecify.annotations.NullMarked;
