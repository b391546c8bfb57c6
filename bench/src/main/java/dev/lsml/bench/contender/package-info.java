/** The servers that are compared, each as the command that starts it. Nothing is measured here. */
@NullMarked
package dev.lsml.bench.contender;

import org.jspecify.annotations.NullMarked;
