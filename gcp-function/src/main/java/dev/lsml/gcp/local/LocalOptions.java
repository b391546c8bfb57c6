// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.local;

import dev.lsml.gcp.start.StartFailure;
import org.jspecify.annotations.Nullable;

/**
 * The command line of the local server. What a backend itself can be told comes from the
 * environment.
 *
 * @param host the address to listen on, {@code null} for all of this machine's ({@code --host})
 * @param untilEndOfInput whether to stop when standard input ends, so that the server never
 *     outlives whoever started it ({@code --until-end-of-input})
 */
record LocalOptions(@Nullable String host, boolean untilEndOfInput) {
  static LocalOptions of(String... arguments) throws StartFailure {
    String host = null;
    boolean untilEndOfInput = false;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--host") && i + 1 < arguments.length) {
        host = arguments[++i];
      } else if (arguments[i].equals("--until-end-of-input")) {
        untilEndOfInput = true;
      } else {
        throw new StartFailure(
            "The argument '"
                + arguments[i]
                + "' is not understood; expected --host ADDRESS or --until-end-of-input. All else"
                + " is told by environment variables, such as PORT.");
      }
    }
    return new LocalOptions(host, untilEndOfInput);
  }
}
