/** Load generators: as fast as the server answers, or at a fixed pace. */
@NullMarked
package dev.lsml.bench.load;

import org.jspecify.annotations.NullMarked;
