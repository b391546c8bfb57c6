// SPDX-License-Identifier: Apache-2.0
/**
 * A project's label config: which controls a person fills in, on which objects, with which labels
 * (protocol §4). Needs nothing but the JDK; results and tasks are other packages' business.
 *
 * <p>The text comes from whoever may edit a project, so it is read by a small reader of its own
 * that has no entities, no DTDs and hard limits. It is also several times cheaper at a cold start
 * than the JDK's XML parsers.
 */
@NullMarked
package dev.lsml.core.labelconfig;

import org.jspecify.annotations.NullMarked;
