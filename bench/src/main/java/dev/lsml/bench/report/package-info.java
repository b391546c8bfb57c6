/** Collecting measured values and printing them as Markdown. No measuring belongs here. */
@NullMarked
package dev.lsml.bench.report;

import org.jspecify.annotations.NullMarked;
