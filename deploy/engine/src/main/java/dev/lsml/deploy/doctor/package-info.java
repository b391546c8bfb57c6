// SPDX-License-Identifier: Apache-2.0
/**
 * Why Label Studio and a backend cannot talk: what is looked at from either side, and what to do
 * about each finding. Nothing here changes anything at either of them.
 */
@NullMarked
package dev.lsml.deploy.doctor;

import org.jspecify.annotations.NullMarked;
