// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.google;

import dev.lsml.core.json.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Cloud Resource Manager, Cloud Billing and Service Usage, of one project. Every API is enabled and
 * everything permitted until a test says otherwise. Thread-safe.
 */
final class ProjectApis implements GoogleHandler {
  private final String project;
  private final String number;
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final Set<String> disabled = ConcurrentHashMap.newKeySet();
  private volatile boolean billing = true;

  ProjectApis(String project, String number) {
    this.project = project;
    this.number = number;
  }

  void deny(String permission) {
    denied.add(permission);
  }

  void disable(String api) {
    disabled.add(api);
  }

  void billing(boolean enabled) {
    billing = enabled;
  }

  @Override
  public @Nullable GoogleAnswer answer(GoogleCall call) {
    String path = call.path();
    if (path.startsWith("v3/projects/")) {
      return resourceManager(call, path.substring("v3/projects/".length()));
    }
    if (!path.startsWith("v1/projects/")) {
      return null;
    }
    String rest = path.substring("v1/projects/".length());
    int slash = rest.indexOf('/');
    if (slash < 0 || !isMine(rest.substring(0, slash))) {
      return null;
    }
    String what = rest.substring(slash + 1);
    if (what.equals("billingInfo") && call.method().equals("GET")) {
      return GoogleAnswer.json(
          Map.of(
              "name",
              "projects/" + project + "/billingInfo",
              "projectId",
              project,
              "billingAccountName",
              billing ? "billingAccounts/000000-000000-000000" : "",
              "billingEnabled",
              billing));
    }
    return what.startsWith("services") ? serviceUsage(call, what) : null;
  }

  private @Nullable GoogleAnswer resourceManager(GoogleCall call, String rest) {
    int colon = rest.indexOf(':');
    String id = colon < 0 ? rest : rest.substring(0, colon);
    if (!isMine(id)) { // whether it exists is not told to strangers
      return GoogleAnswer.error(403, "PERMISSION_DENIED", "The caller does not have permission");
    }
    if (colon < 0 && call.method().equals("GET")) {
      return GoogleAnswer.json(
          Map.of("name", "projects/" + number, "projectId", project, "state", "ACTIVE"));
    }
    if (rest.endsWith(":testIamPermissions") && call.method().equals("POST")) {
      List<String> held = new ArrayList<>();
      for (JsonView asked : JsonView.of(call.body()).get("permissions").items()) {
        if (!denied.contains(asked.string())) {
          held.add(asked.string());
        }
      }
      return GoogleAnswer.json(held.isEmpty() ? Map.of() : Map.of("permissions", held));
    }
    return null;
  }

  private @Nullable GoogleAnswer serviceUsage(GoogleCall call, String what) {
    if (call.method().equals("GET") && what.startsWith("services/")) {
      return GoogleAnswer.json(state(what.substring("services/".length())));
    }
    if (call.method().equals("GET") && what.equals("services:batchGet")) {
      return GoogleAnswer.json(
          Map.of("services", List.of(state(call.query().getOrDefault("names", "")))));
    }
    if (call.method().equals("POST") && what.equals("services:batchEnable")) {
      for (JsonView api : JsonView.of(call.body()).get("serviceIds").items()) {
        disabled.remove(api.string());
      }
      return GoogleAnswer.json(Map.of("name", "operations/noop.DONE_OPERATION", "done", true));
    }
    if (call.method().equals("POST") && what.endsWith(":enable")) {
      disabled.remove(what.substring("services/".length(), what.length() - ":enable".length()));
      return GoogleAnswer.json(Map.of("name", "operations/noop.DONE_OPERATION", "done", true));
    }
    return null;
  }

  private Map<String, Object> state(String api) {
    String name = api.substring(api.lastIndexOf('/') + 1);
    return Map.of(
        "name",
        "projects/" + number + "/services/" + name,
        "state",
        disabled.contains(name) ? "DISABLED" : "ENABLED");
  }

  private boolean isMine(String id) {
    return id.equals(project) || id.equals(number);
  }

  /** What a call to a disabled API gets; {@code null} when it is enabled. */
  @Nullable GoogleAnswer refusal(String api) {
    return disabled.contains(api)
        ? GoogleAnswer.error(
            403,
            "PERMISSION_DENIED",
            api + " has not been used in project " + number + " before or it is disabled.",
            "SERVICE_DISABLED",
            Map.of("service", api, "consumer", "projects/" + number))
        : null;
  }
}
