/**
 * A backend written as one ordinarily would: the cloud's official client, beans and data binding.
 * The yardstick for lsml's cold start and throughput; nothing of lsml belongs here.
 */
@NullMarked
package dev.lsml.bench.ordinary;

import org.jspecify.annotations.NullMarked;
