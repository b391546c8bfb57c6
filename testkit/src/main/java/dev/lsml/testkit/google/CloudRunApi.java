// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.google;

import dev.lsml.core.json.JsonView;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cloud Run's API v2 as far as it is used: reading services, revisions and jobs, running jobs, and
 * reading executions. Thread-safe.
 */
final class CloudRunApi implements GoogleHandler {
  private final Map<String, Map<String, ?>> resources = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> executions = new LinkedHashMap<>();
  private final AtomicInteger runs = new AtomicInteger();
  private final InstantSource clock;

  private volatile Function<JobRun, CompletionStage<Integer>> runner =
      run -> CompletableFuture.completedFuture(0);

  CloudRunApi(InstantSource clock) {
    this.clock = clock;
  }

  void put(String name, Map<String, ?> resource) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    named.put("name", name);
    named.putAll(resource);
    resources.put(name, named);
  }

  void remove(String name) {
    resources.remove(name);
  }

  void onJobRun(Function<JobRun, CompletionStage<Integer>> newRunner) {
    runner = newRunner;
  }

  @Override
  public @Nullable GoogleAnswer answer(GoogleCall call) {
    List<String> parts = call.segments();
    if (parts.size() < 6 || !parts.get(0).equals("v2") || !parts.get(3).equals("locations")) {
      return null;
    }
    String name = call.path().substring("v2/".length());
    if (call.method().equals("POST") && name.endsWith(":run")) {
      return run(name.substring(0, name.length() - ":run".length()), call);
    }
    if (!call.method().equals("GET")) {
      return null;
    }
    if (parts.size() == 8 && parts.get(7).equals("executions")) {
      return list(name, call);
    }
    Map<String, ?> found = parts.contains("executions") ? execution(name) : resources.get(name);
    return found == null ? GoogleAnswer.notFound(name) : GoogleAnswer.json(found);
  }

  private GoogleAnswer run(String job, GoogleCall call) {
    if (!resources.containsKey(job)) {
      return GoogleAnswer.notFound(job);
    }
    List<String> args = null;
    Map<String, String> environment = new LinkedHashMap<>();
    JsonView overrides = JsonView.of(call.body()).get("overrides");
    for (JsonView container : overrides.get("containerOverrides").items()) {
      if (container.has("args")) {
        args = container.get("args").items().stream().map(JsonView::string).toList();
      }
      for (JsonView variable : container.get("env").items()) {
        environment.put(variable.get("name").string(), variable.get("value").string());
      }
    }
    int number = runs.incrementAndGet();
    String shortName =
        job.substring(job.lastIndexOf('/') + 1) + "-" + "0".repeat(number < 10 ? 4 : 3) + number;
    String name = job + "/executions/" + shortName;
    Map<String, Object> execution = new LinkedHashMap<>();
    execution.put("name", name);
    execution.put("job", job.substring(job.lastIndexOf('/') + 1));
    execution.put("createTime", clock.instant().toString());
    execution.put("startTime", clock.instant().toString());
    execution.put("taskCount", 1);
    execution.put("runningCount", 1);
    synchronized (executions) {
      executions.put(name, execution);
    }
    runner
        .apply(new JobRun(job, shortName, args, Map.copyOf(environment)))
        .whenComplete((code, failure) -> end(execution, failure == null && code == 0));
    String place = job.substring(0, job.indexOf("/jobs/"));
    return GoogleAnswer.json(
        Map.of(
            "name",
            place + "/operations/" + shortName,
            "metadata",
            Map.of("@type", "type.googleapis.com/google.cloud.run.v2.Execution", "name", name),
            "done",
            false));
  }

  private void end(Map<String, Object> execution, boolean succeeded) {
    synchronized (executions) {
      execution.remove("runningCount");
      execution.put(succeeded ? "succeededCount" : "failedCount", 1);
      execution.put("completionTime", clock.instant().toString());
      execution.put(
          "conditions",
          List.of(
              Map.of(
                  "type", "Completed",
                  "state", succeeded ? "CONDITION_SUCCEEDED" : "CONDITION_FAILED",
                  "message", succeeded ? "" : "The container exited with an error.")));
    }
  }

  private @Nullable Map<String, ?> execution(String name) {
    synchronized (executions) {
      Map<String, Object> found = executions.get(name);
      return found == null ? null : new LinkedHashMap<>(found);
    }
  }

  /** Newest first, as Google lists them. */
  private GoogleAnswer list(String prefix, GoogleCall call) {
    List<Object> found = new ArrayList<>();
    synchronized (executions) {
      executions.forEach(
          (name, execution) -> {
            if (name.startsWith(prefix + "/")) {
              found.add(0, new LinkedHashMap<>(execution));
            }
          });
    }
    int size = Integer.parseInt(call.query().getOrDefault("pageSize", "100"));
    return GoogleAnswer.json(Map.of("executions", found.subList(0, Math.min(size, found.size()))));
  }
}
