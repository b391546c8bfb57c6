// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

/**
 * An object that was read whole.
 *
 * @param bytes the content; not shared with the store
 * @param revision the revision that these bytes are
 */
public record StoredObject(byte[] bytes, Revision revision) {}
