// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import static dev.lsml.e2e.google.Values.string;

import dev.lsml.e2e.google.Applied.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What exists, and what was done to it. Thread-safe: Terraform applies ten resources at a time, and
 * a control may take its time without holding up the others.
 */
final class Cloud {
  private static final String SERVICE = "google_cloud_run_v2_service";
  private static final String SECRET = "google_secret_manager_secret";
  private static final String VERSION = "google_secret_manager_secret_version";

  private final Schema schema;
  private final GoogleControl control;
  private final CloudRules rules = new CloudRules(this);

  private final Map<String, Map<String, Map<String, @Nullable Object>>> byType =
      new LinkedHashMap<>();
  private final Map<String, Integer> serials = new HashMap<>();
  private final Map<String, Set<String>> readyRevisions = new HashMap<>();
  private final Map<String, String> failures = new HashMap<>();
  private final List<Applied> log = new ArrayList<>();

  Cloud(Schema schema, GoogleControl control) {
    this.schema = schema;
    this.control = control;
  }

  /** What an apply leaves behind: a state, an error, or both. */
  record Outcome(@Nullable Map<String, @Nullable Object> state, @Nullable String error) {}

  /**
   * Creates or changes.
   *
   * @param planned with the write-only values
   */
  Outcome apply(
      String type,
      String project,
      @Nullable Map<String, @Nullable Object> prior,
      Map<String, @Nullable Object> planned) {
    Map<String, @Nullable Object> wanted = planned;
    try {
      wanted = complete(type, project, prior, planned);
      Map<String, @Nullable Object> made = new LinkedHashMap<>(wanted);
      made.putAll(control.apply(type, prior, wanted));
      return new Outcome(store(prior == null ? Action.CREATED : Action.UPDATED, type, made), null);
    } catch (ControlException e) {
      String message = String.valueOf(e.getMessage());
      Map<String, @Nullable Object> left = prior;
      if (e.made()) {
        left = type.equals(SERVICE) ? Revisions.failed(prior, wanted, message) : wanted;
        left = store(null, type, left);
      }
      refused(type, left == null ? Map.of() : left);
      return new Outcome(left, message);
    }
  }

  private synchronized Map<String, @Nullable Object> complete(
      String type,
      String project,
      @Nullable Map<String, @Nullable Object> prior,
      Map<String, @Nullable Object> planned)
      throws ControlException {
    String failure = failures.remove(type);
    if (failure != null) {
      throw new ControlException(failure);
    }
    Schema.Block block = block(type);
    Map<String, @Nullable Object> wanted = new LinkedHashMap<>(planned);
    if (prior == null) {
      String counted = type.equals(VERSION) ? type + string(planned, "secret") : type;
      wanted = Computed.with(type, planned, project, serials.merge(counted, 1, Integer::sum));
      if (find(type, string(wanted, "id")) != null && !mayStand(type)) {
        throw new ControlException(
            "googleapi: Error 409: " + wanted.get("id") + " already exists., alreadyExists");
      }
    }
    Computed.labels(wanted);
    wanted = Values.settled(block, wanted);
    rules.checkApply(type, wanted);
    return type.equals(SERVICE)
        ? Revisions.started(
            prior, wanted, readyRevisions.getOrDefault(string(wanted, "id"), Set.of()))
        : wanted;
  }

  /** To enable an API or to grant a role twice is no error. */
  private static boolean mayStand(String type) {
    return type.equals("google_project_service") || type.endsWith("_iam_member");
  }

  private synchronized Map<String, @Nullable Object> store(
      @Nullable Action action, String type, Map<String, @Nullable Object> made) {
    Map<String, @Nullable Object> kept = Values.kept(block(type), made);
    String id = string(kept, "id");
    byType.computeIfAbsent(type, t -> new LinkedHashMap<>()).put(id, kept);
    if (type.equals(SERVICE) && action != null) {
      readyRevisions
          .computeIfAbsent(id, i -> new HashSet<>())
          .add(Revisions.afterSlash(string(kept, "latest_ready_revision")));
    }
    if (action != null) {
      log.add(new Applied(action, type, id, kept));
    }
    return kept;
  }

  private synchronized void refused(String type, Map<String, @Nullable Object> left) {
    String id = left.get("id") instanceof String text ? text : "";
    log.add(new Applied(Action.REFUSED, type, id, left));
  }

  /** Deletes; the error, or null. */
  @Nullable String delete(String type, Map<String, @Nullable Object> state) {
    boolean abandoned = "ABANDON".equals(state.get("deletion_policy"));
    try {
      CloudRules.checkDelete(type, state);
      if (!abandoned && !leftEnabled(type, state)) {
        control.delete(type, state);
      }
    } catch (ControlException e) {
      refused(type, state);
      return e.getMessage();
    }
    synchronized (this) {
      String id = string(state, "id");
      if (abandoned || leftEnabled(type, state)) {
        log.add(new Applied(Action.ABANDONED, type, id, state));
        return null;
      }
      byType.getOrDefault(type, Map.of()).remove(id);
      if (type.equals(SECRET)) {
        byType
            .getOrDefault(VERSION, Map.of())
            .values()
            .removeIf(version -> id.equals(version.get("secret")));
        serials.remove(VERSION + id);
      }
      readyRevisions.remove(id);
      log.add(new Applied(Action.DELETED, type, id, state));
    }
    return null;
  }

  private static boolean leftEnabled(String type, Map<String, @Nullable Object> state) {
    return type.equals("google_project_service")
        && !Boolean.TRUE.equals(state.get("disable_on_destroy"));
  }

  /** The state as it is now; null when the resource is gone. */
  @Nullable Map<String, @Nullable Object> read(String type, Map<String, @Nullable Object> state) {
    Map<String, @Nullable Object> current = find(type, string(state, "id"));
    Map<String, @Nullable Object> changes = current == null ? null : control.read(type, current);
    if (current == null || changes == null) {
      return null;
    }
    Map<String, @Nullable Object> now = new LinkedHashMap<>(current);
    now.putAll(changes);
    return now;
  }

  /** What an import block asks for; null when there is none. */
  @Nullable Map<String, @Nullable Object> adopt(String type, String project, String id) {
    String name = id.substring(id.lastIndexOf('/') + 1);
    Map<String, @Nullable Object> known = find(type, name);
    if (known != null) {
      return known;
    }
    Map<String, @Nullable Object> found = control.find(type, name);
    if (found == null) {
      return null;
    }
    Map<String, @Nullable Object> full = Values.toBeComputed(block(type), found);
    return store(null, type, Values.settled(block(type), Computed.with(type, full, project, 1)));
  }

  synchronized @Nullable Map<String, @Nullable Object> find(String type, String id) {
    return byType.getOrDefault(type, Map.of()).get(id);
  }

  synchronized boolean has(String type, String attribute, String value) {
    return byType.getOrDefault(type, Map.of()).values().stream()
        .anyMatch(resource -> value.equals(resource.get(attribute)));
  }

  synchronized List<Map<String, @Nullable Object>> resources(String type) {
    return List.copyOf(byType.getOrDefault(type, Map.of()).values());
  }

  synchronized Set<String> types() {
    Set<String> types = new HashSet<>();
    byType.forEach(
        (type, resources) -> {
          if (!resources.isEmpty()) {
            types.add(type);
          }
        });
    return types;
  }

  synchronized List<Applied> log() {
    return List.copyOf(log);
  }

  synchronized void failNext(String type, String message) {
    failures.put(type, message);
  }

  private Schema.Block block(String type) {
    Schema.Block block = schema.resources().get(type);
    if (block == null) {
      throw new IllegalArgumentException("the stand-in has no " + type);
    }
    return block;
  }
}
