/** JMH benchmarks of the code that every request passes through. */
@NullMarked
package dev.lsml.bench.jmh;

import org.jspecify.annotations.NullMarked;
