// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.health;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Warms a backend up and tells whether Label Studio could use it: {@code GET /health} until it
 * answers and then answers within Label Studio's limit, and {@code POST /setup} with the
 * credentials, which reads the store but, for want of a project, leaves nothing there. Registering
 * a backend before that fails on the cold start alone. Thread-safe.
 */
public final class HealthGate {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(60);
  private static final int MOST_SEEN = 8;

  private final Probe probe;
  private final LongSupplier nanos;
  private final Sleeper sleeper;
  private final HealthLimits limits;
  private final Advice advice;

  /**
   * Makes one.
   *
   * @param nanos a steady clock
   * @param sleeper waits between two attempts
   * @param advice what helps where it runs
   */
  public HealthGate(
      Probe probe, LongSupplier nanos, Sleeper sleeper, HealthLimits limits, Advice advice) {
    this.probe = probe;
    this.nanos = nanos;
    this.sleeper = sleeper;
    this.limits = limits;
    this.advice = advice;
  }

  /** One with Label Studio's limits, real calls and real time. */
  public static HealthGate real(Advice advice) {
    return new HealthGate(
        new HttpProbe(),
        System::nanoTime,
        time -> Thread.sleep(time.toMillis()),
        HealthLimits.LABEL_STUDIO,
        advice);
  }

  /**
   * Checks a backend.
   *
   * @param endpoint its address, such as {@code https://texts-abc.a.run.app}
   * @param user of basic auth, {@code null} for none
   * @param password of basic auth, {@code null} for none
   * @param progress is told what is waited for, in short lines
   * @throws DeployException when the thread is interrupted
   */
  public Health check(
      URI endpoint, @Nullable String user, @Nullable String password, Consumer<String> progress) {
    String address = endpoint.toString();
    String base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    try {
      return new Check(base, basic(user, password), progress).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(
          "The health of " + base + " is not known",
          "it was interrupted",
          "Run the same command again; it goes on from there",
          e);
    }
  }

  private static @Nullable String basic(@Nullable String user, @Nullable String password) {
    if (user == null || password == null) {
      return null;
    }
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** One run; not thread-safe. */
  private final class Check {
    private final String base;
    private final @Nullable String authorization;
    private final Consumer<String> progress;
    private final long start = nanos.getAsLong();
    private final List<String> seen = new ArrayList<>();
    private String last = "";
    private Duration lastTime = Duration.ZERO;
    private Probe.@Nullable Answer lastAnswer;

    Check(String base, @Nullable String authorization, Consumer<String> progress) {
      this.base = base;
      this.authorization = authorization;
      this.progress = progress;
    }

    Health run() throws InterruptedException {
      Probe.@Nullable Answer answer;
      while (true) {
        answer = call("GET", "/health", null, LONGEST_CALL);
        if (answer != null && answer.status() == 200) {
          break;
        }
        boolean isFinal = answer != null && (answer.status() == 401 || isInvokerCheck(answer));
        if (isFinal || since(start).compareTo(limits.patience()) >= 0) {
          return Diagnosis.of(base, answer, seen, since(start), advice);
        }
        progress.accept("waiting for " + base + "/health: " + last);
        sleeper.sleep(limits.pause());
      }
      Duration first = since(start);
      Duration health = fast("GET", "/health", null, limits.health());
      if (health == null) {
        return Diagnosis.slow(base, "/health", limits.health(), seen, advice);
      }
      byte[] body = Json.bytes(Map.of("schema", "<View></View>"));
      Duration setup = fast("POST", "/setup", body, limits.setup());
      if (setup == null) {
        return lastAnswer != null && lastAnswer.status() != 200
            ? Diagnosis.refused(base, lastAnswer, seen)
            : Diagnosis.slow(base, "/setup", limits.setup(), seen, advice);
      }
      String version = version(lastAnswer);
      return version == null
          ? Diagnosis.refused(base, lastAnswer, seen)
          : new Health.Good(first, health, setup, version);
    }

    /** How long the first call took that was good and fast; {@code null} when none was. */
    private @Nullable Duration fast(
        String method, String path, byte @Nullable [] body, Duration limit)
        throws InterruptedException {
      for (int attempt = 1; attempt <= limits.attempts(); attempt++) {
        if (attempt > 1) {
          progress.accept("trying " + base + path + " again: " + last);
          sleeper.sleep(limits.pause());
        }
        Probe.Answer answer = call(method, path, body, LONGEST_CALL);
        boolean isGood = answer != null && answer.status() == 200;
        if (isGood && lastTime.compareTo(limit) < 0) {
          return lastTime;
        }
        if (answer != null && answer.status() >= 400 && answer.status() < 500) {
          return null;
        }
      }
      return null;
    }

    private Probe.@Nullable Answer call(
        String method, String path, byte @Nullable [] body, Duration limit)
        throws InterruptedException {
      long begin = nanos.getAsLong();
      Probe.Answer answer = null;
      String what;
      try {
        answer = probe.call(method, URI.create(base + path), authorization, body, limit);
        what = "HTTP " + answer.status();
      } catch (IOException e) {
        what = String.valueOf(e.getMessage());
      }
      lastTime = since(begin);
      lastAnswer = answer;
      note(method + " " + path + " " + what);
      return answer;
    }

    private void note(String what) {
      if (!what.equals(last) && seen.size() < MOST_SEEN) {
        seen.add(what + " in " + lastTime.toMillis() + " ms");
      }
      last = what;
    }

    private Duration since(long begin) {
      return Duration.ofNanos(nanos.getAsLong() - begin);
    }

    private @Nullable String version(Probe.@Nullable Answer answer) {
      try {
        return answer == null
            ? null
            : JsonView.of(Json.read(answer.body())).get("model_version").stringOrNull();
      } catch (JsonException e) {
        return null;
      }
    }

    private boolean isInvokerCheck(Probe.Answer answer) {
      return answer.status() == 403
          && since(start).compareTo(limits.patience().dividedBy(4)) >= 0; // IAM takes a while
    }
  }
}
