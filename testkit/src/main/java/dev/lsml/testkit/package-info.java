// SPDX-License-Identifier: Apache-2.0
/**
 * Contract suites that every implementation of an interface of lsml extends, and the fakes that
 * pass them. Everything here may be used by people who test their own model or their own store;
 * nothing here belongs into a backend that serves.
 */
@NullMarked
package dev.lsml.testkit;

import org.jspecify.annotations.NullMarked;
