// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

import java.time.Instant;

/**
 * A line of a listing.
 *
 * @param key the object's key
 * @param size in bytes
 * @param revision the revision at the time of the listing
 * @param writtenAt when that revision was written, by the store's clock
 */
public record ObjectEntry(ObjectKey key, long size, Revision revision, Instant writtenAt) {}
