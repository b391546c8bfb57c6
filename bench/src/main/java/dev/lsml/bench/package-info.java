/** The command that runs the measurements, and the requests that they send. */
@NullMarked
package dev.lsml.bench;

import org.jspecify.annotations.NullMarked;
