// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.Container;
import dev.lsml.e2e.parts.ContainerSpec;
import dev.lsml.e2e.parts.Containers;
import dev.lsml.e2e.parts.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a service with the instances that it has at the moment; none when it scaled to
 * zero. A request that finds no free instance starts one and waits for it. Thread-safe.
 */
final class Revision {
  private static final int USUAL_CONCURRENCY = 80;
  private static final int USUAL_MAXIMUM = 100;

  /** How long a request is held when all instances are full. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String service;
  private final String name;
  private final Workload workload;
  private final int concurrency;
  private final int maximum;
  private final Duration timeout;
  private final Containers containers;
  private final Map<String, String> environment;
  private final Path logs;
  private final List<Instance> instances = new ArrayList<>();
  private final List<Container> history = new ArrayList<>();
  private int starting;
  private boolean retired;

  /**
   * Reads a revision from the service's template.
   *
   * @param surroundings variables that the place gives to every container
   */
  Revision(
      String service,
      String name,
      JsonView template,
      Containers containers,
      Secrets secrets,
      Map<String, String> surroundings,
      Path logs) {
    this.service = service;
    this.name = name;
    this.workload = Workload.of(template);
    this.concurrency =
        Workload.orElse(template.get("max_instance_request_concurrency"), USUAL_CONCURRENCY);
    this.maximum =
        Workload.orElse(
            Workload.block(template, "scaling").get("max_instance_count"), USUAL_MAXIMUM);
    String timeout = Workload.orElse(template.get("timeout"), "300s");
    this.timeout = Duration.parse("PT" + timeout);
    this.containers = containers;
    this.environment = new HashMap<>(surroundings);
    this.environment.putAll(workload.environment(secrets));
    this.logs = logs;
  }

  String name() {
    return name;
  }

  Workload workload() {
    return workload;
  }

  /** How long an answer may take. */
  Duration timeout() {
    return timeout;
  }

  /** Fetches the image and starts the first instance; without it a revision is not ready. */
  void prove() throws IOException, InterruptedException {
    try {
      containers.pull(workload.image());
    } catch (AssertionError e) {
      throw new RevisionFailed("Image '" + workload.image() + "' not found. " + e.getMessage());
    }
    Instance first = start();
    synchronized (this) {
      instances.add(first);
      first.rest();
    }
  }

  /**
   * An instance for one request, which must {@link Instance#leave} it.
   *
   * @return {@code null} when this revision gets no requests any more
   */
  @Nullable Instance acquire() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    synchronized (this) {
      while (!retired) {
        for (Instance instance : instances) {
          if (instance.enter(concurrency)) {
            return instance;
          }
        }
        instances.removeIf(instance -> !instance.container().isAlive());
        if (instances.size() + starting < maximum) {
          starting++;
          break;
        }
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new IOException("no instance of " + name + " was free for " + PATIENCE);
        }
        wait(left);
      }
      if (retired) {
        return null;
      }
    }
    Instance started = null;
    try {
      started = start();
    } finally {
      synchronized (this) {
        starting--;
        if (started != null) {
          started.enter(concurrency);
          instances.add(started);
        }
        notifyAll();
      }
    }
    return started;
  }

  /** The request that was given to an instance is answered. */
  void release(Instance instance) throws IOException, InterruptedException {
    instance.leave();
    synchronized (this) {
      notifyAll();
    }
    if (isRetired()) {
      stopIdle();
    }
  }

  /** Gives it no more requests, and stops each instance as soon as it has answered what it has. */
  void retire() throws IOException, InterruptedException {
    synchronized (this) {
      retired = true;
      notifyAll();
    }
    stopIdle();
  }

  /** It gets requests again. */
  synchronized void revive() {
    retired = false;
  }

  private synchronized boolean isRetired() {
    return retired;
  }

  /**
   * Stops the instances that have no request.
   *
   * @return their exit codes
   */
  List<Integer> stopIdle() throws IOException, InterruptedException {
    List<Instance> idle = new ArrayList<>();
    synchronized (this) {
      for (Instance instance : List.copyOf(instances)) {
        if (instance.isIdle()) {
          instances.remove(instance);
          idle.add(instance);
        }
      }
    }
    List<Integer> codes = new ArrayList<>();
    for (Instance instance : idle) {
      codes.add(instance.container().stop());
    }
    return codes;
  }

  synchronized List<Container> running() {
    return instances.stream().map(Instance::container).toList();
  }

  /** All containers that it ever started. */
  synchronized List<Container> history() {
    return List.copyOf(history);
  }

  private Instance start() throws IOException, InterruptedException {
    int port = ServerProcess.freePort();
    Map<String, String> all = new HashMap<>(environment);
    all.put("PORT", Integer.toString(port));
    all.put("K_SERVICE", service);
    all.put("K_REVISION", name);
    all.put("K_CONFIGURATION", service);
    int number;
    synchronized (this) {
      number = history.size() + starting;
    }
    Container container =
        containers.start(
            new ContainerSpec(
                workload.image(),
                workload.command(),
                workload.arguments(),
                all,
                workload.cpus(),
                workload.memoryBytes(),
                logs.resolve(name + "-" + number + "-" + port + ".log")));
    synchronized (this) {
      history.add(container);
    }
    Probe probe = workload.startupProbe() == null ? Probe.DEFAULT : workload.startupProbe();
    if (!probe.awaitWell(container, port)) {
      container.kill();
      throw new RevisionFailed(
          "Revision '"
              + name
              + "' is not ready and cannot serve traffic. The user-provided container failed the"
              + " configured startup probe checks. Logs for this revision might contain more"
              + " information.");
    }
    return new Instance(container, port, workload.cpuIdle());
  }

  /** The end of the service: instances are stopped without waiting for their requests. */
  void kill() {
    try {
      synchronized (this) {
        retired = true;
        notifyAll();
      }
      for (Container container : running()) {
        container.kill();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
