// SPDX-License-Identifier: Apache-2.0
/**
 * Runs Terraform, or OpenTofu, as a child process: finds it, gives it its files, variables and
 * secrets, shows what it does and explains what went wrong. Knows no cloud and no deployment.
 */
@NullMarked
package dev.lsml.deploy.terraform;

import org.jspecify.annotations.NullMarked;
