// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

/** A control and one of the objects that its {@code toName} lists. */
public record TagPair(ControlTag control, ObjectTag object) {}
