// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import static dev.lsml.e2e.google.Values.blocks;
import static dev.lsml.e2e.google.Values.string;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Revisions and traffic of a Cloud Run service: another template makes a revision, anything else
 * does not. As in Google's API, a revision's full name is told and its short name is given.
 */
final class Revisions {
  private static final String LATEST = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST";

  private Revisions() {}

  /**
   * The service as it stands when its newest revision has started.
   *
   * @param ready short names of the revisions that traffic can go to
   */
  static Map<String, @Nullable Object> started(
      @Nullable Map<String, @Nullable Object> prior,
      Map<String, @Nullable Object> planned,
      Set<String> ready)
      throws ControlException {
    Map<String, @Nullable Object> service = new LinkedHashMap<>(planned);
    long generation = prior == null ? 1 : Long.parseLong(string(prior, "generation")) + 1;
    service.put("generation", String.valueOf(generation));
    service.put("observed_generation", String.valueOf(generation));
    service.put("reconciling", false);
    if (prior == null || !Objects.equals(prior.get("template"), planned.get("template"))) {
      String revision = planned.get("id") + "/revisions/" + shortName(planned, generation);
      service.put("latest_created_revision", revision);
      service.put("latest_ready_revision", revision);
    }
    if (prior == null) {
      String uri = "https://" + planned.get("name") + "-a1b2c3d4e5-uc.a.run.app";
      service.put("uri", uri);
      service.put("urls", List.of(deterministic(planned), uri));
    }
    service.put("terminal_condition", List.of(condition("CONDITION_SUCCEEDED", "")));
    service.put("conditions", List.of());
    service.put("traffic_statuses", statuses(service, ready));
    return service;
  }

  /** The service whose newest revision did not start: what was ready before still serves. */
  static Map<String, @Nullable Object> failed(
      @Nullable Map<String, @Nullable Object> prior,
      Map<String, @Nullable Object> started,
      String message) {
    Map<String, @Nullable Object> service = new LinkedHashMap<>(started);
    for (String name : List.of("latest_ready_revision", "traffic_statuses", "uri", "urls")) {
      service.put(name, prior == null ? null : prior.get(name));
    }
    if (prior == null) {
      service.put("latest_ready_revision", "");
      service.put("traffic_statuses", List.of());
      service.put("uri", started.get("uri"));
      service.put("urls", started.get("urls"));
    }
    service.put("terminal_condition", List.of(condition("CONDITION_FAILED", message)));
    return service;
  }

  private static String shortName(Map<String, @Nullable Object> service, long generation) {
    String number = String.valueOf(100_000 + generation).substring(1);
    String mark =
        Integer.toString(Math.floorMod(Objects.hash(service.get("template")), 46_656), 36);
    return service.get("name") + "-" + number + "-" + ("aaa" + mark).substring(mark.length());
  }

  private static String deterministic(Map<String, @Nullable Object> service) {
    return "https://"
        + service.get("name")
        + "-"
        + Computed.PROJECT_NUMBER
        + "."
        + service.get("location")
        + ".run.app";
  }

  private static List<Map<String, @Nullable Object>> statuses(
      Map<String, @Nullable Object> service, Set<String> ready) throws ControlException {
    List<Map<String, @Nullable Object>> statuses = new ArrayList<>();
    long sum = 0;
    for (Map<String, @Nullable Object> target : blocks(service, "traffic")) {
      boolean latest = LATEST.equals(target.get("type"));
      String revision =
          latest
              ? afterSlash(string(service, "latest_ready_revision"))
              : string(target, "revision");
      if (!latest && !ready.contains(revision)) {
        throw new ControlException(
            "Error waiting for Updating Service: Error code 13, message: Revision '"
                + revision
                + "' does not exist or is deleted. Update all traffic to route to currently"
                + " available revisions.");
      }
      long percent = target.get("percent") instanceof Long number ? number : 0;
      sum += percent;
      Map<String, @Nullable Object> status = new LinkedHashMap<>();
      status.put("percent", percent);
      status.put("revision", revision);
      String tag = Objects.toString(target.get("tag"), "");
      status.put("tag", tag);
      status.put("type", target.get("type"));
      status.put("uri", tag.isEmpty() ? "" : tagged(string(service, "uri"), tag));
      statuses.add(status);
    }
    if (!statuses.isEmpty() && sum != 100) {
      throw new ControlException(
          "Error updating Service: googleapi: Error 400: the traffic of "
              + service.get("name")
              + " sums to "
              + sum
              + " percent, not to 100");
    }
    return statuses;
  }

  /** The short name of a revision. */
  static String afterSlash(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String tagged(String uri, String tag) {
    return uri.replace("://", "://" + tag + "---");
  }

  private static Map<String, @Nullable Object> condition(String state, String message) {
    Map<String, @Nullable Object> condition = new LinkedHashMap<>();
    for (String name :
        List.of(
            "execution_reason", "last_transition_time", "reason", "revision_reason", "severity")) {
      condition.put(name, "");
    }
    condition.put("message", message);
    condition.put("state", state);
    condition.put("type", "Ready");
    return condition;
  }
}
