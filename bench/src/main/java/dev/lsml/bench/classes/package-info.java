/**
 * Which classes a server loads, the one measure of a cold start that is the same on any machine.
 */
@NullMarked
package dev.lsml.bench.classes;

import org.jspecify.annotations.NullMarked;
