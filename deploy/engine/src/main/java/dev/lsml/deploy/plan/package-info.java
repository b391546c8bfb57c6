// SPDX-License-Identifier: Apache-2.0
/**
 * What a deployment does, in which order, and the doing of it; the same for every cloud. Plans are
 * data, made by pure functions and printed as they are. A cloud takes part as a {@link
 * dev.lsml.deploy.plan.Cloud}; image, health gate and Label Studio are small interfaces.
 */
@NullMarked
package dev.lsml.deploy.plan;

import org.jspecify.annotations.NullMarked;
