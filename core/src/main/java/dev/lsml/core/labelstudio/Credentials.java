// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The right to act at one Label Studio: its address and a key, and the rule that the key is sent
 * nowhere else. A personal access token is exchanged when it is first needed and again shortly
 * before the access token ends.
 *
 * <p>Thread-safe. However many threads need a new access token at once, one of them fetches it and
 * all others share its outcome, also when that is a failure.
 */
public final class Credentials {
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final BaseUrl base;
  private final Origin home;
  private final ApiKey key;
  private final InstantSource clock;
  private final TokenExchange exchange;
  private final Object lock = new Object();
  private volatile @Nullable Access access;
  private volatile @Nullable Failure failure;

  Credentials(BaseUrl base, ApiKey key, InstantSource clock, TokenExchange exchange) {
    this.base = base;
    this.home = base.origin();
    this.key = key;
    this.clock = clock;
    this.exchange = exchange;
  }

  /** The server that these credentials are for. */
  public BaseUrl base() {
    return base;
  }

  /**
   * The {@code Authorization} header for a request to an origin.
   *
   * @return {@code null} for every origin but Label Studio's own
   * @throws LabelStudioException when a personal access token cannot be exchanged
   */
  public @Nullable String authorization(Origin target) {
    if (!target.equals(home)) {
      return null;
    }
    return switch (key.kind()) {
      case LEGACY_TOKEN -> "Token " + key.value();
      case ACCESS_TOKEN -> "Bearer " + key.value();
      case PERSONAL_ACCESS_TOKEN -> fresh(null);
    };
  }

  /**
   * The header to try once more with after a 401.
   *
   * @param refused the header that was answered with 401
   * @return {@code null} when another attempt would fail the same way
   * @throws LabelStudioException when the personal access token is no longer taken either
   */
  public @Nullable String renewed(String refused) {
    return key.kind() == ApiKey.Kind.PERSONAL_ACCESS_TOKEN ? fresh(refused) : null;
  }

  /** Names the server and the kind of key, never the key. */
  @Override
  public String toString() {
    return "Credentials[" + base + ", " + key.kind() + "]";
  }

  ApiKey key() {
    return key;
  }

  private String fresh(@Nullable String refused) {
    Access current = access;
    if (current != null && current.usable(clock.instant(), refused)) {
      return current.header;
    }
    Failure seen = failure;
    synchronized (lock) {
      current = access;
      if (current != null && current.usable(clock.instant(), refused)) {
        return current.header;
      }
      Failure latest = failure;
      if (latest != null && !latest.equals(seen)) {
        // It failed while this thread waited for it.
        throw latest.copy();
      }
      try {
        Access next = Access.of(exchange.exchange(key), clock.instant());
        access = next;
        return next.header;
      } catch (LabelStudioException e) {
        failure = new Failure(e);
        throw e;
      }
    }
  }

  /** An outcome that waiting threads share, each with an exception of its own. */
  private record Failure(LabelStudioException error) {
    LabelStudioException copy() {
      return new LabelStudioException(
          error.status(), error.problem(), error.reason(), error.remedy(), error);
    }
  }

  private record Access(String header, @Nullable Instant renewAt) {

    static Access of(String token, Instant now) {
      Jwt jwt = Jwt.read(token);
      if (jwt == null || jwt.expires() == null) {
        return new Access("Bearer " + token, null);
      }
      long expires = jwt.expires();
      // The two clocks may differ: a life counted from the arrival needs only this one.
      Long issued = jwt.issued();
      Duration life =
          issued == null
              ? Duration.between(now, Instant.ofEpochSecond(expires))
              : Duration.ofSeconds(expires - issued);
      Duration margin = MARGIN.compareTo(life.dividedBy(2)) < 0 ? MARGIN : life.dividedBy(2);
      return new Access("Bearer " + token, now.plus(life.minus(margin)));
    }

    @Override
    public String toString() {
      return "Access[renewAt=" + renewAt + "]";
    }

    boolean usable(Instant now, @Nullable String refused) {
      return !header.equals(refused) && (renewAt == null || now.isBefore(renewAt));
    }
  }
}
