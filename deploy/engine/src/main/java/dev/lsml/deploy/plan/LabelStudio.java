// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import org.jspecify.annotations.Nullable;

/**
 * The Label Studio that a backend belongs to. Immutable.
 *
 * @param url without a slash at the end
 * @param project the project's number, {@code null} when it is registered by hand
 */
public record LabelStudio(String url, @Nullable Long project) {}
