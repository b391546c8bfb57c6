// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

/**
 * Stands for the end of the process in the middle of a call to a {@link ScriptedFaultStore}. An
 * {@code Error}, so that code which handles exceptions does not survive its own death; what its
 * {@code finally} blocks do is without effect, because a store that crashed answers every further
 * call with another crash.
 */
public final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;

  SimulatedCrash(String when) {
    super("the process was killed " + when);
  }
}
