// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.google.GoogleApiException;
import dev.lsml.deploy.google.Secrets;
import dev.lsml.deploy.health.Probe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a deployed backend is, in lines for a person: what Cloud Run says of it, what it says itself,
 * and how its last trainings ended. Thread-safe.
 */
public final class ServiceStatus {
  /** What it is called where its settings name no other user. */
  public static final String DEFAULT_USER = "lsml";

  private static final int TRAININGS = 5;

  /** A cold start may come first. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final GoogleApi api;
  private final Place place;
  private final Probe probe;

  /** Makes one. */
  public ServiceStatus(GoogleApi api, Place place, Probe probe) {
    this.api = api;
    this.place = place;
    this.probe = probe;
  }

  /**
   * Gathers the lines.
   *
   * @throws dev.lsml.deploy.DeployException when there is no such service, or it may not be read
   */
  public List<String> lines() {
    DeployedService service = DeployedService.get(api, place);
    List<String> lines = new ArrayList<>();
    String message = service.message();
    String why = message == null || message.isBlank() ? "" : ": " + message;
    line(lines, "Service", place + (service.isReady() ? ", ready" : ", NOT READY" + why));
    line(lines, "URL", service.url() == null ? "none yet" : service.url());
    line(lines, "Revision", service.revision() == null ? "none is ready" : service.revision());
    for (String share : service.traffic()) {
      line(lines, "Traffic", share);
    }
    line(lines, "Image", service.image());
    if (service.updatedAt() != null) {
      line(lines, "Changed", service.updatedAt());
    }
    lines.addAll(backend(service));
    List<JobExecution> executions = JobExecution.last(api, place, TRAININGS);
    for (JobExecution execution : executions) {
      line(lines, "Training", words(execution));
    }
    if (executions.isEmpty()) {
      line(lines, "Training", "none yet in Cloud Run job " + place.names().job());
    }
    return lines;
  }

  private static String words(JobExecution execution) {
    Duration time = execution.time();
    return execution.name()
        + "  "
        + execution.state().name().toLowerCase(Locale.ROOT)
        + "  "
        + execution.createdAt()
        + (time == null ? "" : "  " + time.toSeconds() + " s")
        + (execution.message() == null ? "" : "  " + execution.message());
  }

  private List<String> backend(DeployedService service) {
    List<String> lines = new ArrayList<>();
    if (service.url() == null) {
      return lines;
    }
    String password;
    try {
      Secrets.Value secret = new Secrets(api).latest(place.names().passwordSecret());
      password = secret == null ? null : secret.value();
    } catch (GoogleApiException e) {
      line(lines, "Backend", "not asked: " + e.getMessage());
      return lines;
    }
    String user = service.environment().getOrDefault("BASIC_AUTH_USER", DEFAULT_USER);
    try {
      Probe.Answer answer =
          probe.call(
              "GET",
              service.address().resolve("/status"),
              password == null ? null : basic(user, password),
              null,
              PATIENCE);
      if (answer.status() == 200) {
        told(lines, JsonView.of(Json.read(answer.body())));
      } else {
        line(lines, "Backend", "answers HTTP " + answer.status() + "; see mvn lsml:logs");
      }
    } catch (IOException | JsonException e) {
      line(lines, "Backend", "does not answer: " + e.getMessage() + "; see mvn lsml:logs");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      line(lines, "Backend", "not asked to the end");
    }
    return lines;
  }

  private static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  private static void told(List<String> lines, JsonView status) {
    line(
        lines,
        "Model",
        status.get("model").string()
            + (status.get("trainable").flag(false) ? ", learns from annotations" : ""));
    Map<String, @Nullable Object> projects = status.get("projects").objectOrNull();
    if (projects == null || projects.isEmpty()) {
      line(lines, "Projects", "the instance that answered has served none; see mvn lsml:versions");
      return;
    }
    for (String uid : projects.keySet()) {
      JsonView project = new JsonView(projects.get(uid), uid);
      String error = project.get("load_error").stringOrNull();
      line(
          lines,
          "Project",
          uid
              + "  "
              + project.get("model_version").stringOrNull()
              + "  "
              + project.get("state").stringOrNull()
              + (error == null ? "" : "  " + error));
    }
  }

  private static void line(List<String> lines, String title, String text) {
    lines.add(title + " ".repeat(Math.max(1, 10 - title.length())) + Printable.line(text));
  }
}
