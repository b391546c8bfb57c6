/** The measurements: each runs its contenders interleaved and gives one report. */
@NullMarked
package dev.lsml.bench.measure;

import org.jspecify.annotations.NullMarked;
