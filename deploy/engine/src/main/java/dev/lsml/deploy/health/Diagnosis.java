// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.health;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts into words why a backend is not healthy. */
final class Diagnosis {
  private static final String LOOK = "See what it says with: mvn lsml:logs";
  private static final int SHOWN = 300;

  private Diagnosis() {}

  /**
   * There was no good answer to {@code /health}.
   *
   * @param answer the last one, {@code null} for none
   */
  static Health.Bad of(
      String base,
      Probe.@Nullable Answer answer,
      List<String> seen,
      Duration waited,
      Advice advice) {
    String problem = base + " is not healthy";
    if (answer == null) {
      return new Health.Bad(
          problem, "nothing answered within " + waited.toSeconds() + " s", seen, LOOK);
    }
    return switch (answer.status()) {
      case 401 ->
          new Health.Bad(
              problem,
              "it refuses the user name and password of this deployment",
              seen,
              "Deploy again: the service and its secret then agree; BASIC_AUTH_USER and"
                  + " BASIC_AUTH_PASS must not be set by hand");
      case 403 -> new Health.Bad(problem, advice.refused(), seen, advice.admit());
      case 404 ->
          new Health.Bad(
              problem,
              "there is no such address, or what answers does not serve /health",
              seen,
              LOOK + "; a new address may take some minutes to be known everywhere");
      case 500, 502, 503, 504 ->
          new Health.Bad(
              problem,
              "the backend did not start, or ended: HTTP "
                  + answer.status()
                  + " for "
                  + waited.toSeconds()
                  + " s",
              seen,
              LOOK + ". " + advice.moreMemory());
      default ->
          new Health.Bad(problem, "it answers HTTP " + answer.status() + said(answer), seen, LOOK);
    };
  }

  /** The backend answers, but too slowly. */
  static Health.Bad slow(
      String base, String path, Duration limit, List<String> seen, Advice advice) {
    return new Health.Bad(
        base + path + " is too slow for Label Studio",
        "a warm instance took longer than " + limit.toMillis() + " ms each time, or failed",
        seen,
        LOOK + ". " + advice.faster());
  }

  /** {@code /setup} was answered with something else than a version. */
  static Health.Bad refused(String base, Probe.@Nullable Answer answer, List<String> seen) {
    String cause =
        answer == null
            ? "there was no answer"
            : answer.status() == 401
                ? "it refuses the user name and password of this deployment"
                : answer.status() == 200
                    ? "the answer has no model_version" + said(answer)
                    : "it answers HTTP " + answer.status() + said(answer);
    return new Health.Bad(
        base + "/setup does not answer as Label Studio needs it", cause, seen, LOOK);
  }

  private static String said(Probe.Answer answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
    if (text.isEmpty() || text.startsWith("<")) {
      return "";
    }
    return ": " + (text.length() > SHOWN ? text.substring(0, SHOWN) + " …" : text);
  }
}
