// SPDX-License-Identifier: Apache-2.0
/**
 * Looks after a backend that was deployed: how it is, what it logs, which versions it has, and how
 * to go back. Everything is found by name over REST, without Terraform and its state.
 */
@NullMarked
package dev.lsml.deploy.operate;

import org.jspecify.annotations.NullMarked;
