// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.health;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes one HTTP call to a backend; tests give one that is scripted. */
@FunctionalInterface
public interface Probe {

  /**
   * Makes the call.
   *
   * @param authorization the header's value, {@code null} for none
   * @param json the body, {@code null} for none
   * @param limit how long the whole call may take
   * @throws IOException when there is no complete answer in time
   */
  Answer call(
      String method,
      URI uri,
      @Nullable String authorization,
      byte @Nullable [] json,
      Duration limit)
      throws IOException, InterruptedException;

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param body as received
   */
  record Answer(int status, byte[] body) {}
}
