// SPDX-License-Identifier: Apache-2.0
/** Google Cloud's part in a deployment: names, settings and checks, and what is called there. */
@NullMarked
package dev.lsml.deploy.gcp;

import org.jspecify.annotations.NullMarked;
