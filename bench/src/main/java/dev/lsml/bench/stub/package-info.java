/**
 * Stand-ins for what a backend talks to, a bucket and Label Studio, so that both are reached over
 * HTTP as they are in the cloud.
 */
@NullMarked
package dev.lsml.bench.stub;

import org.jspecify.annotations.NullMarked;
