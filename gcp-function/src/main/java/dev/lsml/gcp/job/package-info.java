// SPDX-License-Identifier: Apache-2.0
/**
 * Training as a Cloud Run job: what starts an execution, and what runs in it. When a training is
 * due and how it proceeds is decided in core.
 */
@NullMarked
package dev.lsml.gcp.job;

import org.jspecify.annotations.NullMarked;
