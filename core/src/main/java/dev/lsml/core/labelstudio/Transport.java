// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP request and its answer: no retry, no redirect, no credentials of its own. */
interface Transport {

  /**
   * Sends a request.
   *
   * @param body {@code null} for none
   * @throws IOException when there is no complete answer in time and size
   */
  Reply send(String method, URI uri, Map<String, String> headers, byte @Nullable [] body)
      throws IOException, InterruptedException;

  /**
   * An answer.
   *
   * @param headers by lower-case name, the last of several
   */
  record Reply(int status, Map<String, String> headers, byte[] body) {
    @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /** There was no connection, so nothing was sent. */
  final class NoConnection extends IOException {
    private static final long serialVersionUID = 1L;

    NoConnection(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  /** The answer was not complete in time. */
  final class TooSlow extends IOException {
    private static final long serialVersionUID = 1L;

    TooSlow(Duration limit) {
      super("there was no complete answer within " + limit.toMillis() + " ms");
    }
  }

  /** The answer is over the size limit; trying again would not help. */
  final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(int limit) {
      super("the answer is larger than " + limit + " bytes");
    }
  }
}
