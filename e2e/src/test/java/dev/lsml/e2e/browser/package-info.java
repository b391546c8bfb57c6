// SPDX-License-Identifier: Apache-2.0
/**
 * The status page in a real browser, driven through the Chrome DevTools protocol. What a browser
 * can tell of any page belongs here; what the page should hold is in the tests.
 */
@NullMarked
package dev.lsml.e2e.browser;

import org.jspecify.annotations.NullMarked;
