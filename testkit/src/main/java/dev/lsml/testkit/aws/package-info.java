// SPDX-License-Identifier: Apache-2.0
/**
 * What AWS puts around a Lambda function, for tests. Knows nothing of Label Studio, nor of any
 * library of AWS.
 */
@NullMarked
package dev.lsml.testkit.aws;

import org.jspecify.annotations.NullMarked;
