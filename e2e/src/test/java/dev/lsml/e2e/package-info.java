// SPDX-License-Identifier: Apache-2.0
/**
 * What a person does with Label Studio and a backend, done by a test with the real server. Only the
 * stories belong here; how a real part is installed and started belongs in {@code parts}.
 */
@NullMarked
package dev.lsml.e2e;

import org.jspecify.annotations.NullMarked;
