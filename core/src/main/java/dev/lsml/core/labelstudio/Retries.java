// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import dev.lsml.core.labelstudio.Transport.NoConnection;
import dev.lsml.core.labelstudio.Transport.Reply;
import dev.lsml.core.labelstudio.Transport.TooLarge;
import dev.lsml.core.labelstudio.Transport.TooSlow;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries a request again where that is safe and may help: a lost connection and the statuses 429,
 * 502, 503 and 504, with growing pauses (protocol §5.2). Thread-safe.
 */
final class Retries {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** Longer than this nobody waits for a single call; the answer is reported instead. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Transport transport;
  private final ClientOptions options;

  Retries(Transport transport, ClientOptions options) {
    this.transport = transport;
    this.options = options;
  }

  /**
   * Sends a request until there is an answer worth having.
   *
   * @param repeatable whether the request may reach the server twice
   * @throws LabelStudioException when there is no answer at all
   */
  Reply send(
      String method,
      URI uri,
      Map<String, String> headers,
      byte @Nullable [] body,
      boolean repeatable) {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt >= options.attempts();
      try {
        Reply reply = transport.send(method, uri, headers, body);
        if (last || !repeatable || !passing(reply.status())) {
          return reply;
        }
        Duration asked = retryAfter(reply.header("retry-after"));
        Duration wait = asked == null ? pause : asked;
        if (wait.compareTo(LONGEST_PAUSE) > 0) {
          return reply;
        }
        options.sleeper().sleep(wait);
      } catch (IOException e) {
        if (last || !worthAnother(e, repeatable)) {
          throw Failures.noAnswer(method, uri, attempt, e);
        }
        try {
          options.sleeper().sleep(pause);
        } catch (InterruptedException interrupt) {
          throw Failures.interrupted(method, uri, interrupt);
        }
      } catch (InterruptedException e) {
        throw Failures.interrupted(method, uri, e);
      }
      pause = pause.multipliedBy(2);
    }
  }

  private static boolean worthAnother(IOException e, boolean repeatable) {
    if (e instanceof NoConnection) {
      return true; // A connection that was never made carried no request.
    }
    // A server that is too slow is not helped by asking again.
    return repeatable && !(e instanceof TooSlow) && !(e instanceof TooLarge);
  }

  private static boolean passing(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  /** Reads seconds or a date; {@code null} when absent or neither. */
  private @Nullable Duration retryAfter(@Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      return Duration.ofSeconds(Math.max(0, Long.parseLong(value.strip())));
    } catch (NumberFormatException notSeconds) {
      try {
        ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
        Duration wait = Duration.between(options.clock().instant(), date.toInstant());
        return wait.isNegative() ? Duration.ZERO : wait;
      } catch (DateTimeException notADate) {
        return null;
      }
    }
  }
}
