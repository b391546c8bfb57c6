// SPDX-License-Identifier: Apache-2.0
/**
 * AWS as seen from here: who deploys, calls to its services and what their refusals mean, buckets
 * and secrets. What a deployment makes of it belongs elsewhere.
 */
@NullMarked
package dev.lsml.deploy.amazon;

import org.jspecify.annotations.NullMarked;
