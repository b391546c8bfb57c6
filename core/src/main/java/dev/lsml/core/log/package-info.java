// SPDX-License-Identifier: Apache-2.0
/**
 * {@link java.lang.System.Logger} as one line per record, for adapters to register. What is worth
 * logging is decided elsewhere.
 *
 * <p>The JDK's own answer to {@code System.getLogger} is {@code java.util.logging}, whose first
 * line loads about 250 classes; the first line through this package loads none but its own. An
 * adapter names a subclass of {@link dev.lsml.core.log.LineLoggerFinder} in {@code
 * META-INF/services/java.lang.System$LoggerFinder}.
 */
@NullMarked
package dev.lsml.core.log;

import org.jspecify.annotations.NullMarked;
