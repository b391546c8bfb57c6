// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import org.jspecify.annotations.Nullable;

/**
 * What Label Studio last set a project up with (protocol §1.4). The access token that comes with it
 * has no place here: it is never stored. Immutable as long as nobody changes the extra params.
 *
 * @param labelConfig XML
 * @param extraParams any JSON value
 * @param hostname Label Studio's address as it sees itself, {@code null} when not sent
 */
public record ProjectConfig(
    String labelConfig, @Nullable Object extraParams, @Nullable String hostname) {}
