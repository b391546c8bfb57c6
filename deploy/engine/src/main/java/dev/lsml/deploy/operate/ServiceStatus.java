// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.health.Probe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a deployed backend is, in lines for a person: what its cloud says of it, what it says itself,
 * and how its last trainings ended. Thread-safe.
 */
public final class ServiceStatus {
  /** What it is called where its settings name no other user. */
  public static final String DEFAULT_USER = "lsml";

  /** A cold start may come first. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Backend cloud;
  private final Probe probe;

  /** Makes one. */
  public ServiceStatus(Backend cloud, Probe probe) {
    this.cloud = cloud;
    this.probe = probe;
  }

  /**
   * Gathers the lines.
   *
   * @throws dev.lsml.deploy.DeployException when there is no such service, or it may not be read
   */
  public List<String> lines() {
    DeployedService service = cloud.deployed();
    List<String> lines = new ArrayList<>();
    String message = service.message();
    String why = message == null || message.isBlank() ? "" : ": " + message;
    line(lines, "Service", cloud.place() + (service.isReady() ? ", ready" : ", NOT READY" + why));
    line(lines, "URL", service.url() == null ? "none yet" : service.url());
    line(
        lines,
        cloud.revisionTitle(),
        service.revision() == null ? "none is ready" : service.revision());
    for (String share : service.traffic()) {
      line(lines, "Traffic", share);
    }
    line(lines, "Image", service.image());
    if (service.updatedAt() != null) {
      line(lines, "Changed", service.updatedAt());
    }
    lines.addAll(backend(service));
    for (String training : cloud.trainings(service)) {
      line(lines, "Training", training);
    }
    return lines;
  }

  private List<String> backend(DeployedService service) {
    List<String> lines = new ArrayList<>();
    if (service.url() == null) {
      return lines;
    }
    String password;
    try {
      password = cloud.secret(cloud.secretNames().passwordSecret());
    } catch (DeployException e) {
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
