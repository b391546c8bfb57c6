// SPDX-License-Identifier: Apache-2.0
/**
 * Google Cloud Storage as the object store. Only {@code GcsCalls} and {@code DefaultCredentials}
 * know Google's libraries, which load with the first write, listing or delete. What objects mean
 * does not belong here.
 */
@NullMarked
package dev.lsml.gcp.store;

import org.jspecify.annotations.NullMarked;
