// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

/**
 * Names one written state of one object: a generation number in Google Cloud Storage, an ETag in
 * S3. Opaque to everyone but the store that gave it; two revisions of one key are equal exactly
 * when the object was not rewritten between, except that S3's ETag depends only on the bytes, so
 * whoever compares revisions must put a fresh write id into every object. Immutable.
 *
 * @param value the store's own word
 */
public record Revision(String value) {}
