// SPDX-License-Identifier: Apache-2.0
/**
 * A deployment to Google Cloud, rehearsed from the first command to the last without a cloud:
 * {@code mvn deploy -Pgcp} runs unchanged, with the real Terraform against the stand-in provider, a
 * real registry, and real containers of what was applied.
 */
@NullMarked
package dev.lsml.e2e.rehearsal;

import org.jspecify.annotations.NullMarked;
