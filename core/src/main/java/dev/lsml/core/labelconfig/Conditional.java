// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

/**
 * When a per-region control is shown (protocol §4.1).
 *
 * @param type {@code tag}, {@code label} or {@code choice}
 * @param name the tag's name, or the label or choice that must be selected
 */
public record Conditional(String type, String name) {}
