/** A stand-in for a bucket, so that a model is read over HTTP as it is in the cloud. */
@NullMarked
package dev.lsml.bench.bucket;

import org.jspecify.annotations.NullMarked;
