// SPDX-License-Identifier: Apache-2.0
/** AWS's part in a deployment: names, settings and checks, and what is called there. */
@NullMarked
package dev.lsml.deploy.aws;

import org.jspecify.annotations.NullMarked;
