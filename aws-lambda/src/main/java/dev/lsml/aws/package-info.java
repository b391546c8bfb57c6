// SPDX-License-Identifier: Apache-2.0
/**
 * A backend as AWS Lambda takes it: the functions, and the mapping between their events and our
 * requests. No knowledge of Label Studio belongs here.
 */
@NullMarked
package dev.lsml.aws;

import org.jspecify.annotations.NullMarked;
