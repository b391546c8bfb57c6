// SPDX-License-Identifier: Apache-2.0
/**
 * What a deployment asks of Google directly, over its REST APIs: everything that Terraform cannot
 * do because it needs it itself, and everything that is read rather than made.
 */
@NullMarked
package dev.lsml.deploy.google;

import org.jspecify.annotations.NullMarked;
