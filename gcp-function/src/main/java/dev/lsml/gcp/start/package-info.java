// SPDX-License-Identifier: Apache-2.0
/**
 * What a process needs before it can serve or train, and why it cannot start when that is not
 * there. Serving and training do not belong here.
 */
@NullMarked
package dev.lsml.gcp.start;

import org.jspecify.annotations.NullMarked;
