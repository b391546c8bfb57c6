// SPDX-License-Identifier: Apache-2.0
/**
 * What every cloud's HTTP entry can offer, as one function from request to response. Nothing about
 * Label Studio belongs here.
 */
@NullMarked
package dev.lsml.core.http;

import org.jspecify.annotations.NullMarked;
