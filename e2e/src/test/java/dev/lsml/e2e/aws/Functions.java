// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.aws;

import java.io.IOException;
import java.net.URI;

/** Whoever runs the functions that were applied. */
public interface Functions {
  /**
   * A function URL was made.
   *
   * @param qualifier an alias, or {@code $LATEST}
   * @return where it is served, without a trailing slash
   */
  URI open(String function, String qualifier) throws IOException;

  /** The function URL is no more. */
  void close(String function, String qualifier);

  /** The function with all its versions is no more. */
  void deleted(String function);
}
