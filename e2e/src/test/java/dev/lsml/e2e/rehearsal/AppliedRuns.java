// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.cloudrun.CloudRunStage;
import dev.lsml.e2e.cloudrun.RevisionFailed;
import dev.lsml.e2e.google.ControlException;
import dev.lsml.e2e.google.GoogleControl;
import dev.lsml.testkit.google.FakeGoogle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands what Terraform applies to whoever runs it: services and jobs to the stage, secrets to
 * Secret Manager, and the registry's address to Terraform. Thread-safe.
 */
final class AppliedRuns implements GoogleControl {
  private static final String SERVICE = "google_cloud_run_v2_service";
  private static final String JOB = "google_cloud_run_v2_job";
  private static final String SECRET = "google_secret_manager_secret";
  private static final String REPOSITORY = "google_artifact_registry_repository";

  private final CloudRunStage stage;
  private final SecretValues secrets;
  private final FakeGoogle google;
  private final String registry;
  private volatile @Nullable Pause pause;

  /**
   * A control.
   *
   * @param registry host and port of the registry that stands for Artifact Registry
   */
  AppliedRuns(CloudRunStage stage, SecretValues secrets, FakeGoogle google, String registry) {
    this.stage = stage;
    this.secrets = secrets;
    this.google = google;
    this.registry = registry;
  }

  /** The next change of a service waits, once. */
  Pause pauseNextService() {
    Pause next = new Pause();
    pause = next;
    return next;
  }

  @Override
  public Map<String, @Nullable Object> apply(
      String type,
      @Nullable Map<String, @Nullable Object> prior,
      Map<String, @Nullable Object> planned)
      throws ControlException {
    try {
      return switch (type) {
        case REPOSITORY ->
            Map.of(
                "registry_uri",
                registry + "/" + planned.get("project") + "/" + planned.get("repository_id"));
        case "google_secret_manager_secret_version" -> {
          addSecret(JsonView.of(planned));
          yield Map.of();
        }
        case JOB -> {
          stage.applyJob(planned);
          google.putRunResource(String.valueOf(planned.get("id")), ApiNames.of(planned));
          yield Map.of();
        }
        case SERVICE -> service(prior, planned);
        default -> Map.of();
      };
    } catch (RevisionFailed e) {
      throw new ControlException(
          (prior == null
                  ? "Error waiting to create Service: "
                  : "Error waiting to update Service: ")
              + "Error code 9, message: "
              + e.getMessage(),
          type.equals(SERVICE));
    } catch (IOException e) {
      throw new ControlException(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ControlException(e.toString());
    }
  }

  private Map<String, @Nullable Object> service(
      @Nullable Map<String, @Nullable Object> prior, Map<String, @Nullable Object> planned)
      throws IOException, InterruptedException {
    Pause now = pause;
    if (now != null) {
      pause = null;
      now.await();
    }
    try {
      stage.applyService(planned);
      return describe(planned);
    } catch (RevisionFailed e) {
      describe(planned);
      throw e;
    }
  }

  /** What is different from the plan, and Cloud Run's own view of it. */
  private Map<String, @Nullable Object> describe(Map<String, @Nullable Object> planned) {
    JsonView status = JsonView.of(stage.status(String.valueOf(planned.get("name"))));
    Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    changes.put("uri", status.get("uri").value());
    changes.put("urls", status.get("urls").value());
    List<Object> statuses = new ArrayList<>();
    for (JsonView target : JsonView.of(planned.get("traffic_statuses")).items()) {
      Map<String, @Nullable Object> withUrl = new LinkedHashMap<>(target.object());
      withUrl.put("uri", tagUrl(status, String.valueOf(target.get("tag").value())));
      statuses.add(withUrl);
    }
    changes.put("traffic_statuses", statuses);

    Map<String, @Nullable Object> shown = new LinkedHashMap<>(planned);
    shown.putAll(changes);
    String name = String.valueOf(planned.get("id"));
    for (String revision : List.of("latest_ready_revision", "latest_created_revision")) {
      shown.put(revision, name + "/revisions/" + status.get(revision).string());
    }
    shown.put("terminal_condition", status.get("terminal_condition").value());
    google.putRunResource(name, ApiNames.of(shown));
    return changes;
  }

  private static String tagUrl(JsonView status, String tag) {
    for (JsonView target : status.get("traffic_statuses").items()) {
      if (!tag.isEmpty() && tag.equals(target.get("tag").string())) {
        return target.get("uri").string();
      }
    }
    return "";
  }

  private void addSecret(JsonView version) {
    String secret = version.get("secret").string();
    String name = secret.substring(secret.lastIndexOf('/') + 1);
    String value = version.get("secret_data_wo").string();
    secrets.put(name, version.get("version").string(), value);
    google.addSecretVersion(name, value);
  }

  @Override
  public void delete(String type, Map<String, @Nullable Object> state) {
    switch (type) {
      case SERVICE -> {
        stage.deleteService(String.valueOf(state.get("name")));
        google.removeRunResource(String.valueOf(state.get("id")));
      }
      case JOB -> {
        stage.deleteJob(String.valueOf(state.get("name")));
        google.removeRunResource(String.valueOf(state.get("id")));
      }
      case SECRET -> {
        String name = String.valueOf(state.get("secret_id"));
        secrets.remove(name);
        google.removeSecret(name);
      }
      default -> {
        // Nothing stands for it here.
      }
    }
  }
}
