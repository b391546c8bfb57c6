// SPDX-License-Identifier: Apache-2.0
/** What Cloud Logging needs beside the line itself. How a line is written does not belong here. */
@NullMarked
package dev.lsml.gcp.log;

import org.jspecify.annotations.NullMarked;
