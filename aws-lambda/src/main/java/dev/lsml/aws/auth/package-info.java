// SPDX-License-Identifier: Apache-2.0
/**
 * Who this process is on AWS, and the signatures that prove it. What is asked with them belongs
 * elsewhere.
 */
@NullMarked
package dev.lsml.aws.auth;

import org.jspecify.annotations.NullMarked;
