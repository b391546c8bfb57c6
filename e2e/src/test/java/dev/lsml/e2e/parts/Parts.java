// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.util.Arrays;
import java.util.concurrent.Callable;
import org.opentest4j.TestAbortedException;

/**
 * Decides what a missing part means. By default the test is skipped and one line says which part is
 * missing and why; a part named in {@code -Dlsml.e2e.require=label-studio,python-sdk} fails the
 * test instead, so that a build server cannot pass by having nothing installed.
 */
public final class Parts {
  /** System property with the names of the parts that must be there, separated by commas. */
  public static final String REQUIRE = "lsml.e2e.require";

  private Parts() {}

  /**
   * The part, or the end of the test.
   *
   * @param name how the part is called in {@link #REQUIRE} and in the printed line
   * @throws TestAbortedException when it is missing and not required
   * @throws AssertionError when it is missing and required
   */
  public static <T> T need(String name, Callable<T> part) throws Exception {
    try {
      return part.call();
    } catch (MissingPart missing) {
      if (required(name)) {
        throw new AssertionError(
            "e2e part '"
                + name
                + "' is missing although -D"
                + REQUIRE
                + " names it: "
                + missing.getMessage(),
            missing);
      }
      String line = "SKIPPED e2e part '" + name + "': " + missing.getMessage();
      System.out.println(line);
      throw new TestAbortedException(line, missing);
    }
  }

  private static boolean required(String name) {
    return Arrays.stream(System.getProperty(REQUIRE, "").split(","))
        .map(String::strip)
        .anyMatch(name::equals);
  }
}
