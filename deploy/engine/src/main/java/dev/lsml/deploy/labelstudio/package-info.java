// SPDX-License-Identifier: Apache-2.0
/** Makes a deployed backend known to a Label Studio project, and forgotten again. */
@NullMarked
package dev.lsml.deploy.labelstudio;

import org.jspecify.annotations.NullMarked;
