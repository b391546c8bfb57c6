// SPDX-License-Identifier: Apache-2.0
/**
 * Small HTTP requests to AWS's own servers, without a client library: what a cold start can afford.
 * What the requests mean belongs elsewhere.
 */
@NullMarked
package dev.lsml.aws.http;

import org.jspecify.annotations.NullMarked;
