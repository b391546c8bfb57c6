// SPDX-License-Identifier: Apache-2.0
/**
 * One set of requests for lsml and for HumanSignal's Python SDK, with what each of them answers and
 * why they differ. {@code docs/parity.md} is this table in words.
 */
@NullMarked
package dev.lsml.e2e.parity;

import org.jspecify.annotations.NullMarked;
