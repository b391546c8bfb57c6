// SPDX-License-Identifier: Apache-2.0
/**
 * Google Cloud Storage on this machine, for tests: the JSON API as far as clients of buckets and
 * Terraform's state need it. What knows the wire form of Google Cloud Storage belongs here; what
 * lsml stores there does not.
 */
@NullMarked
package dev.lsml.testkit.gcs;

import org.jspecify.annotations.NullMarked;
