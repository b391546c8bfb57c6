// SPDX-License-Identifier: Apache-2.0
/**
 * Cloud Run on this machine: {@link dev.lsml.e2e.cloudrun.CloudRunStage} runs in real containers
 * exactly what Terraform applied. It knows nothing of Terraform itself, nor of lsml.
 */
@NullMarked
package dev.lsml.e2e.cloudrun;

import org.jspecify.annotations.NullMarked;
