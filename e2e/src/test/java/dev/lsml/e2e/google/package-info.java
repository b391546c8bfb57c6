// SPDX-License-Identifier: Apache-2.0
/**
 * A stand-in for the {@code hashicorp/google} Terraform provider: the real {@code terraform} plans,
 * applies and destroys with it, and what it applies exists here in memory. {@link
 * dev.lsml.e2e.google.StandInGoogle} is the front door; a {@link dev.lsml.e2e.google.GoogleControl}
 * makes chosen resources real, such as a container for a service.
 *
 * <p>It speaks Terraform's plugin protocol 5 (gRPC service {@code tfplugin5.Provider}, {@code
 * docs/plugin-protocol/tfplugin5.proto} of the Terraform sources), and behaves like a provider on
 * Terraform's old SDK, as the real one does: values that Google computes keep their old value in
 * the plan of an update.
 */
@NullMarked
package dev.lsml.e2e.google;

import org.jspecify.annotations.NullMarked;
