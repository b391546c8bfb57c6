// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thing happen when the last of a build's projects has come so far, whichever that is: a
 * backend must not be deployed while the tests of another module may still fail. Functions only;
 * what is remembered is in a map that lives as long as the build, and only in the JDK's types,
 * since each project may load this class anew. Thread-safe.
 */
final class LastProject {
  private static final String ARRIVED = "lsml.arrived";
  private static final String WAITING = "lsml.waiting";

  private LastProject() {}

  /** Leaves something to be done when all have come so far. */
  static void leave(Map<String, Object> build, Callable<?> work) {
    synchronized (build) {
      build.put(WAITING, work);
    }
  }

  /**
   * Notes that a project has come so far.
   *
   * @param expected all that are waited for
   * @return what is to be done now: {@code null} unless this was the last one and something was
   *     left
   */
  static @Nullable Callable<?> arrived(
      Map<String, Object> build, String project, Set<String> expected) {
    synchronized (build) {
      Set<Object> arrived = new HashSet<>();
      if (build.get(ARRIVED) instanceof Set<?> before) {
        arrived.addAll(before);
      }
      arrived.add(project);
      build.put(ARRIVED, arrived);
      return arrived.containsAll(expected) && build.remove(WAITING) instanceof Callable<?> work
          ? work
          : null;
    }
  }
}
