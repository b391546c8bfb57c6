// SPDX-License-Identifier: Apache-2.0
/**
 * S3 as the object store. Only {@code S3Calls} knows AWS's SDK, which loads with the first write,
 * listing or delete. What objects mean does not belong here.
 */
@NullMarked
package dev.lsml.aws.store;

import org.jspecify.annotations.NullMarked;
