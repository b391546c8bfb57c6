/**
 * What is put on the class path of a server that is measured: a model whose cost is known, and a
 * store that is as slow as a bucket. Runs in the server's process; the harness does not use it.
 */
@NullMarked
package dev.lsml.bench.backend;

import org.jspecify.annotations.NullMarked;
