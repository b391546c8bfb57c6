// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The instances of one version of a function; an event that finds none free starts one. */
final class VersionRuns {
  private final FunctionVersion function;
  private final Sandboxes sandboxes;
  private final Map<String, String> surroundings;
  private final Path logs;

  /** How long an event waits for an instance that has answered and not yet asked for the next. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Deque<Instance> free = new ArrayDeque<>();
  private final Set<Instance> busy = new HashSet<>();
  private final Set<Instance> answered = new HashSet<>();
  private final List<Instance> all = new ArrayList<>();
  private boolean closed;
  private int starts;

  VersionRuns(
      FunctionVersion function, Sandboxes sandboxes, Map<String, String> surroundings, Path logs) {
    this.function = function;
    this.sandboxes = sandboxes;
    this.surroundings = surroundings;
    this.logs = logs;
  }

  Outcome invoke(String arn, byte[] event) throws IOException, InterruptedException {
    Instance instance = take();
    if (instance == null) {
      try {
        instance = start();
      } catch (InitFailed e) {
        return e.outcome();
      }
    }
    Outcome outcome = instance.invoke(arn, event);
    synchronized (this) {
      if (busy.contains(instance)) {
        answered.add(instance);
      }
    }
    return outcome;
  }

  /** Has one instance ready before the first event; gives why it is not, else {@code null}. */
  @Nullable Outcome prepare() throws IOException, InterruptedException {
    try {
      return start().init();
    } catch (InitFailed e) {
      return e.outcome();
    }
  }

  private synchronized @Nullable Instance take() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Instance instance = free.pollFirst();
      while (instance != null && !instance.isAlive()) {
        instance = free.pollFirst();
      }
      answered.removeIf(one -> !one.isAlive());
      long left = (end - System.nanoTime()) / 1_000_000;
      if (instance != null || answered.isEmpty() || left <= 0) {
        if (instance != null) {
          busy.add(instance);
        }
        return instance;
      }
      wait(Math.min(left, 100));
    }
  }

  private Instance start() throws IOException, InterruptedException {
    int number;
    synchronized (this) {
      number = ++starts;
    }
    String name = function.name() + "-" + function.version() + "-" + number;
    Path log = logs.resolve(name + "-" + Integer.toHexString(function.hashCode()) + ".log");
    Instance instance = Instance.start(function, sandboxes, surroundings, log, this::release);
    synchronized (this) {
      all.add(instance);
      busy.add(instance);
      if (!closed) {
        return instance;
      }
    }
    instance.close();
    throw new InitFailed(Outcome.failed("ResourceNotFoundException", function + " is deleted"));
  }

  private synchronized void release(Instance instance) {
    busy.remove(instance);
    answered.remove(instance);
    if (!closed) {
      free.addFirst(instance);
    }
    notifyAll();
  }

  /** Ends the instances that have no event. */
  int endIdle() {
    List<Instance> idle;
    synchronized (this) {
      idle = List.copyOf(free);
      free.clear();
    }
    idle.forEach(Instance::close);
    return idle.size();
  }

  FunctionVersion function() {
    return function;
  }

  /** Every instance that it ever started, running or not. */
  synchronized List<Instance> history() {
    return List.copyOf(all);
  }

  void close() {
    synchronized (this) {
      closed = true;
      free.clear();
    }
    history().forEach(Instance::close);
  }
}
