/**
 * Starting a server as a process of its own, pinned to a CPU, and asking the operating system about
 * it. Nothing here knows which server it is.
 */
@NullMarked
package dev.lsml.bench.process;

import org.jspecify.annotations.NullMarked;
