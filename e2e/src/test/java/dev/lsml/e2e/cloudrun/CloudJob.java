// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.Container;
import dev.lsml.e2e.parts.ContainerSpec;
import dev.lsml.e2e.parts.Containers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A job as Cloud Run keeps it: one task, run in a container until it ends with 0. Thread-safe. */
public final class CloudJob implements AutoCloseable {
  private static final int USUAL_RETRIES = 3;
  private static final int TOOK_TOO_LONG = 124;

  private final String name;
  private final Containers containers;
  private final Secrets secrets;
  private final Map<String, String> surroundings;
  private final Path logs;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Execution> executions = new CopyOnWriteArrayList<>();
  private volatile JsonView template = JsonView.of(null);

  CloudJob(
      String name,
      Containers containers,
      Secrets secrets,
      Map<String, String> surroundings,
      Path logs) {
    this.name = name;
    this.containers = containers;
    this.secrets = secrets;
    this.surroundings = surroundings;
    this.logs = logs;
  }

  /** Creates or changes it; the next execution uses what is applied now. */
  void apply(JsonView job) throws IOException, InterruptedException {
    JsonView task = Workload.block(Workload.block(job, "template"), "template");
    Workload workload = Workload.of(task);
    workload.environment(secrets); // refuses a secret that is not there
    try {
      containers.pull(workload.image());
    } catch (AssertionError e) {
      throw new RevisionFailed("Image '" + workload.image() + "' not found. " + e.getMessage());
    }
    template = task;
  }

  /**
   * Starts it, and returns at once.
   *
   * @param override arguments for this execution alone; empty for those that were applied
   */
  public Execution run(List<String> override) {
    JsonView task = template;
    Workload workload = Workload.of(task);
    Execution execution =
        new Execution(
            name + "-" + Integer.toString(executions.size() + 36 * 36, 36),
            override.isEmpty() ? workload.arguments() : override);
    executions.add(execution);
    threads.execute(
        () -> {
          try {
            execution.outcome().complete(attemptAll(task, workload, execution));
          } catch (Exception | AssertionError e) {
            execution.outcome().completeExceptionally(e);
          }
        });
    return execution;
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** All executions, the oldest first. */
  public List<Execution> executions() {
    return List.copyOf(executions);
  }

  private boolean attemptAll(JsonView task, Workload workload, Execution execution)
      throws IOException, InterruptedException {
    Long written = task.get("max_retries").wholeOrNull();
    long retries = written == null ? USUAL_RETRIES : written;
    Duration timeout = Duration.parse("PT" + Workload.orElse(task.get("timeout"), "600s"));
    for (int attempt = 0; attempt <= retries; attempt++) {
      Container container = start(workload, execution, attempt);
      execution.began(container);
      int code = TOOK_TOO_LONG;
      if (container.endsWithin(timeout)) {
        code = container.exitCode();
      }
      container.kill();
      execution.ended(code);
      if (code == 0) {
        return true;
      }
    }
    return false;
  }

  private Container start(Workload workload, Execution execution, int attempt)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(surroundings);
    environment.putAll(workload.environment(secrets));
    environment.put("CLOUD_RUN_JOB", name);
    environment.put("CLOUD_RUN_EXECUTION", execution.name());
    environment.put("CLOUD_RUN_TASK_INDEX", "0");
    environment.put("CLOUD_RUN_TASK_ATTEMPT", Integer.toString(attempt));
    environment.put("CLOUD_RUN_TASK_COUNT", "1");
    return containers.start(
        new ContainerSpec(
            workload.image(),
            workload.command(),
            execution.arguments(),
            environment,
            workload.cpus(),
            workload.memoryBytes(),
            logs.resolve(execution.name() + "-" + attempt + ".log")));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      for (Execution execution : executions) {
        for (Container attempt : execution.attempts()) {
          attempt.kill();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
