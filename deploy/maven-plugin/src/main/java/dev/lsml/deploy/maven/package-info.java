// SPDX-License-Identifier: Apache-2.0
/**
 * The goals of lsml's Maven plugin. A goal gathers what Maven knows and reports what came of it;
 * what is to be done is decided by plain functions beside it, and done by plain classes.
 */
@NullMarked
package dev.lsml.deploy.maven;

import org.jspecify.annotations.NullMarked;
