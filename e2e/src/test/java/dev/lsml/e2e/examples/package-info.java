// SPDX-License-Identifier: Apache-2.0
/** Every example in service with a real Label Studio, and copied out of this repository. */
package dev.lsml.e2e.examples;
