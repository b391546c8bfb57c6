// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.doctor;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.Project;
import dev.lsml.deploy.health.HealthLimits;
import dev.lsml.deploy.health.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a backend answers to this machine, in Label Studio's time limits. Each call is made twice,
 * since the first may have to start an instance. Used once, by one thread.
 */
final class BackendChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HealthLimits LIMITS = HealthLimits.LABEL_STUDIO;

  private final Patient backend;
  private final Probe probe;
  private final LongSupplier nanos;
  private @Nullable String modelVersion;

  BackendChecks(Patient backend, Probe probe, LongSupplier nanos) {
    this.backend = backend;
    this.probe = probe;
    this.nanos = nanos;
  }

  /** What {@code /setup} answered; {@code null} when it was not asked, or did not. */
  @Nullable String modelVersion() {
    return modelVersion;
  }

  /**
   * Looks.
   *
   * @param project whose {@code /setup} is asked for as Label Studio does; {@code null} to leave
   *     that out
   */
  List<Note> look(@Nullable Project project) throws InterruptedException {
    List<Note> notes = new ArrayList<>();
    Note health = timed("GET", "/health", null, LIMITS.health(), "ML_TIMEOUT_HEALTH");
    notes.add(health);
    boolean isThere = health.finding() == null || !health.finding().isError();
    if (isThere && project != null) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("project", project.uid().value());
      body.put("schema", project.labelConfig());
      notes.add(timed("POST", "/setup", Json.bytes(body), LIMITS.setup(), "ML_TIMEOUT_SETUP"));
    }
    return notes;
  }

  private Note timed(
      String method, String path, byte @Nullable [] body, Duration limit, String setting)
      throws InterruptedException {
    Timed first;
    Timed second;
    try {
      first = call(method, path, body);
      second = first.answer.status() == 200 ? call(method, path, body) : first;
    } catch (IOException e) {
      return Note.bad(
          "The backend does not answer at " + backend.route(path),
          String.valueOf(e.getMessage()),
          "Start it (mvn -Plocal), or name its address with -Dlsml.url=; a deployed one is looked"
              + " at with -Pgcp or -Paws, and mvn lsml:logs tells why it does not start");
    }
    if (second.answer.status() != 200) {
      return refused(path, second.answer);
    }
    if (path.equals("/setup")) {
      modelVersion = version(second.answer);
      if (modelVersion == null) {
        return Note.bad(
            "The backend's /setup names no model version",
            "its answer is " + start(second.answer),
            "Check that -Dlsml.url= is the backend's address, and not that of a proxy's page");
      }
    }
    String times =
        path + " answers in " + second.millis() + " ms (the first time " + first.millis() + " ms)";
    if (second.time.compareTo(limit) >= 0) {
      return Note.bad(
          "The backend's " + path + " is too slow for Label Studio",
          times + "; Label Studio waits " + limit.toMillis() + " ms",
          "See what slows it down in the log; "
              + setting
              + " in Label Studio's environment makes"
              + " it wait longer");
    }
    if (first.time.compareTo(limit) >= 0) {
      return Note.odd(
          "The first " + path + " after a pause is too slow for Label Studio",
          times
              + "; Label Studio waits "
              + limit.toMillis()
              + " ms and shows the model as"
              + " disconnected until it looks again",
          "Set "
              + setting
              + "=10 in Label Studio's environment; or deploy it so that it starts sooner: on"
              + " Google with an instance that is always there (-Dgcp.minInstances=1), on AWS with"
              + " more processor, which comes with memory (-Daws.memory=3538)");
    }
    return Note.good(
        times
            + "; Label Studio waits "
            + limit.toMillis()
            + " ms"
            + (path.equals("/setup") ? ". Model version " + modelVersion : ""));
  }

  private Note refused(String path, Probe.Answer answer) {
    if (answer.status() == 401) {
      return Note.bad(
          "The backend refuses the password",
          backend.isProtected()
              ? "it has other credentials than those given here"
              : "it wants user and password, and none are given here",
          "Set BASIC_AUTH_USER and BASIC_AUTH_PASS to what the backend was started with; a"
              + " deployed one's are found with -Pgcp or -Paws");
    }
    return Note.bad(
        "The backend's " + path + " answers HTTP " + answer.status(),
        start(answer),
        "Look at its log: mvn lsml:logs, or the terminal of mvn -Plocal");
  }

  private static @Nullable String version(Probe.Answer answer) {
    try {
      return JsonView.of(Json.read(answer.body())).get("model_version").stringOrNull();
    } catch (JsonException e) {
      return null;
    }
  }

  private static String start(Probe.Answer answer) {
    String text =
        new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8)
            .replaceAll("[\\p{Cntrl}\\s]+", " ")
            .strip();
    return text.isEmpty() ? "empty" : text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private Timed call(String method, String path, byte @Nullable [] body)
      throws IOException, InterruptedException {
    long start = nanos.getAsLong();
    Probe.Answer answer =
        probe.call(method, backend.route(path), backend.authorization(), body, PATIENCE);
    return new Timed(answer, Duration.ofNanos(nanos.getAsLong() - start));
  }

  private record Timed(Probe.Answer answer, Duration time) {
    long millis() {
      return time.toMillis();
    }
  }
}
