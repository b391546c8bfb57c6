// SPDX-License-Identifier: Apache-2.0
/**
 * Deployments rehearsed from the first command to the last without a cloud: {@code mvn deploy} runs
 * unchanged, with the real Terraform against the stand-in provider for Google or the real one for
 * AWS before a stand-in of its services, a real registry, and real containers of what was applied.
 */
@NullMarked
package dev.lsml.e2e.rehearsal;

import org.jspecify.annotations.NullMarked;
