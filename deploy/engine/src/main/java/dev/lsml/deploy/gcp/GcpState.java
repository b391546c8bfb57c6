// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.gcp;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.google.GoogleService;
import dev.lsml.deploy.terraform.StateFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Terraform's state in its bucket, read and deleted without Terraform. Thread-safe. */
final class GcpState {
  private static final Set<String> TYPES =
      Set.of("google_cloud_run_v2_service", "google_cloud_run_v2_job");

  private final GoogleApi api;
  private final String bucket;

  GcpState(GoogleApi api, String bucket) {
    this.api = api;
    this.bucket = bucket;
  }

  /** Tells whether the bucket is there. */
  boolean exists() {
    return api.find(GoogleService.STORAGE, address()) != null;
  }

  /** The state of a root. */
  StateFile of(String root) {
    JsonView state =
        api.find(
            GoogleService.STORAGE,
            address() + "/o/lsml%2F" + root + "%2Fdefault.tfstate?alt=media");
    return new StateFile(state == null ? JsonView.of(null) : state);
  }

  /** The image of a service or a job in a state; {@code null} when it has neither. */
  static @Nullable String image(StateFile state) {
    for (JsonView container : containers(state)) {
      String image = container.get("image").stringOrNull();
      if (image != null) {
        return image;
      }
    }
    return null;
  }

  /** The Label Studio that a service or a job in a state was given; {@code null} for none. */
  static @Nullable String labelStudioUrl(StateFile state) {
    for (JsonView container : containers(state)) {
      for (JsonView variable : container.get("env").items()) {
        if ("LABEL_STUDIO_URL".equals(variable.get("name").stringOrNull())) {
          return variable.get("value").stringOrNull();
        }
      }
    }
    return null;
  }

  /** Tells whether a service or a job in a state refuses to be deleted. */
  static boolean isProtected(StateFile state) {
    for (JsonView attributes : state.attributes(TYPES)) {
      if (attributes.get("deletion_protection").flag(true)) {
        return true;
      }
    }
    return false;
  }

  private static List<JsonView> containers(StateFile state) {
    List<JsonView> containers = new ArrayList<>();
    for (JsonView attributes : state.attributes(TYPES)) {
      JsonView template = StateFile.first(attributes.get("template"));
      JsonView inner = StateFile.first(template.get("template")); // a job has one within
      containers.add(StateFile.first((inner.isNull() ? template : inner).get("containers")));
    }
    return containers;
  }

  /** Deletes the bucket with all versions of all that is in it. */
  void delete() {
    while (true) { // from the start each time, since what is deleted moves what follows
      List<JsonView> items =
          api.get(GoogleService.STORAGE, address() + "/o?versions=true").get("items").items();
      if (items.isEmpty()) {
        break;
      }
      for (JsonView item : items) {
        String generation = item.get("generation").string(); // text in JSON, as all 64-bit numbers
        String object = encoded(item.get("name").string()) + "?generation=" + generation;
        api.delete(GoogleService.STORAGE, address() + "/o/" + object);
      }
    }
    api.delete(GoogleService.STORAGE, address());
  }

  private String address() {
    return "storage/v1/b/" + bucket;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
