// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import dev.lsml.e2e.aws.Functions;
import dev.lsml.e2e.parts.AwsApi;
import dev.lsml.e2e.parts.Container;
import dev.lsml.e2e.parts.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lambda on this machine. For each event it reads from Lambda's API what was applied, and runs that
 * and nothing else: package or image, handler, variables, memory, timeout, the version that an
 * alias names. Thread-safe.
 *
 * <p>As in Lambda: an instance works on one event at a time, more events at a time start more
 * instances; between two events an instance has no processor; one that is not done in time is
 * killed; processors are in proportion to the memory. With SnapStart each instance goes through all
 * that comes before and after a snapshot, and gets its keys as a restored one does; the first one
 * starts when somebody asks how the snapshot of a published version goes. Unlike there: each is
 * started and none copied, and instances end only with their function.
 */
public final class LambdaStage implements Functions, AutoCloseable {
  private final AwsApi api;
  private final Sandboxes sandboxes;
  private final Map<String, String> surroundings;
  private final Path logs;
  private final Map<FunctionVersion, VersionRuns> runs = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
  private final Map<String, FunctionDoor> doors = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Snapshot>> snapshots = new ConcurrentHashMap<>();

  /**
   * An empty one.
   *
   * @param api where Lambda's API is
   * @param surroundings variables that every instance gets, such as where AWS's services are
   * @param logs gets a file per instance
   */
  public LambdaStage(AwsApi api, Sandboxes sandboxes, Map<String, String> surroundings, Path logs)
      throws IOException {
    this.api = api;
    this.sandboxes = sandboxes;
    this.surroundings = Map.copyOf(surroundings);
    this.logs = Files.createDirectories(logs);
  }

  /**
   * Runs a function until it returns, as Invoke does it.
   *
   * @param qualifier a version, an alias, or {@code $LATEST}
   * @return {@code null} when there is no such function
   */
  public @Nullable Outcome invoke(String function, String qualifier, byte[] event)
      throws Exception {
    FunctionVersion version = version(function, qualifier);
    if (version == null) {
      return null;
    }
    Long limit =
        api.rest("lambda", "GET", "/2019-09-30/functions/" + function + "/concurrency", null)
            .expect(200)
            .json()
            .get("ReservedConcurrentExecutions")
            .wholeOrNull();
    AtomicInteger now = running.computeIfAbsent(function, f -> new AtomicInteger());
    try {
      if (now.incrementAndGet() > Objects.requireNonNullElse(limit, 1000L)) {
        return Outcome.throttled();
      }
      String arn = version.arn().replaceFirst("(:function:[^:]+).*", "$1") + ":" + qualifier;
      return runs(version).invoke(arn, event);
    } finally {
      now.decrementAndGet();
    }
  }

  private @Nullable FunctionVersion version(String function, String qualifier) throws Exception {
    Reply told =
        api.rest(
            "lambda",
            "GET",
            "/2015-03-31/functions/" + function + "?Qualifier=" + qualifier.replace("$", "%24"),
            null);
    return told.status() == 404 ? null : FunctionVersion.of(told.expect(200).json());
  }

  private VersionRuns runs(FunctionVersion version) {
    return runs.computeIfAbsent(version, v -> new VersionRuns(v, sandboxes, surroundings, logs));
  }

  @Override
  public Snapshot snapshot(String function, String version) {
    CompletableFuture<Snapshot> made =
        snapshots.computeIfAbsent(
            function + ":" + version,
            key -> CompletableFuture.supplyAsync(() -> make(function, version)));
    return made.getNow(Snapshot.PENDING);
  }

  private Snapshot make(String function, String number) {
    try {
      FunctionVersion version = version(function, number);
      Outcome failed = version == null ? null : runs(version).prepare();
      return failed == null ? Snapshot.ACTIVE : new Snapshot("Failed", failed.text());
    } catch (Exception | AssertionError e) {
      return new Snapshot("Failed", e.toString());
    }
  }

  @Override
  public URI open(String function, String qualifier) throws IOException {
    FunctionDoor door = new FunctionDoor(event -> invoke(function, qualifier, event));
    doors.put(function + ":" + qualifier, door);
    return door.url();
  }

  @Override
  public void close(String function, String qualifier) {
    FunctionDoor door = doors.remove(function + ":" + qualifier);
    if (door != null) {
      door.close();
    }
  }

  @Override
  public void deleted(String function) {
    snapshots.keySet().removeIf(key -> key.startsWith(function + ":"));
    for (FunctionVersion version : List.copyOf(runs.keySet())) {
      if (version.name().equals(function)) {
        Objects.requireNonNull(runs.remove(version)).close();
      }
    }
  }

  /** Every instance of a function that was not deleted, running or not. */
  List<Instance> instances(String function) {
    List<Instance> all = new ArrayList<>();
    for (VersionRuns version : runs.values()) {
      if (version.function().name().equals(function)) {
        all.addAll(version.history());
      }
    }
    return all;
  }

  /** Every instance of the functions that were not deleted. */
  List<Instance> instances() {
    return runs.values().stream().flatMap(version -> version.history().stream()).toList();
  }

  /** The containers that a function has had, each with the version that it was of, in no order. */
  public Map<Container, String> history(String function) {
    Map<Container, String> all = new LinkedHashMap<>();
    instances(function)
        .forEach(instance -> all.put(instance.container(), instance.function().version()));
    return all;
  }

  /**
   * Ends every instance of a function that has no event, so that the next event starts one.
   *
   * @return how many
   */
  public int endIdle(String function) {
    return runs.values().stream()
        .filter(version -> version.function().name().equals(function))
        .mapToInt(VersionRuns::endIdle)
        .sum();
  }

  /** Whether every instance of a function went through what comes before and after a snapshot. */
  public boolean isRestored(String function) {
    return instances(function).stream().allMatch(Instance::isRestored);
  }

  /** Whether no function runs and no URL is served. */
  public boolean isEmpty() {
    return doors.isEmpty() && runs.isEmpty();
  }

  @Override
  public void close() {
    doors.values().forEach(FunctionDoor::close);
    runs.values().forEach(VersionRuns::close);
  }
}
