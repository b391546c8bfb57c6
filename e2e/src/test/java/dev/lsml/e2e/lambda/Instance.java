// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import dev.lsml.e2e.parts.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One process that works on one event at a time. Between two events it stands still: from when it
 * asks for the next until it gets it, it has no processor.
 */
final class Instance {
  /** What Lambda gives a process to get ready, before the time counts as that of an event. */
  private static final Duration INIT = Duration.ofSeconds(10);

  private final FunctionVersion function;
  private final RuntimeApi api;
  private final Container container;
  private final String logStream;
  private final List<Container.Line> platform = new CopyOnWriteArrayList<>();
  private volatile @Nullable CompletableFuture<Outcome> current;

  private Instance(
      FunctionVersion function, RuntimeApi api, Container container, String logStream) {
    this.function = function;
    this.api = api;
    this.container = container;
    this.logStream = logStream;
  }

  /**
   * Starts one, which is not ready yet.
   *
   * @param surroundings variables besides those that were applied and those that Lambda sets
   * @param free told each time that it is done with an event and stands still
   */
  static Instance start(
      FunctionVersion function,
      Sandboxes sandboxes,
      Map<String, String> surroundings,
      Path log,
      Consumer<Instance> free)
      throws IOException, InterruptedException {
    String token = UUID.randomUUID().toString();
    CompletableFuture<Instance> self = new CompletableFuture<>();
    RuntimeApi api =
        new RuntimeApi(
            token,
            () -> {
              Instance instance = self.join();
              instance.freeze(true);
              free.accept(instance);
            });
    String stream = "2026/01/01/[" + function.version() + "]" + token.replace("-", "");
    Map<String, String> environment = new LinkedHashMap<>(surroundings);
    environment.putAll(function.environment());
    environment.putAll(LambdaVariables.of(function, api.address(), stream, token));
    try {
      Instance instance =
          new Instance(function, api, sandboxes.start(function, environment, log), stream);
      instance.container.whenItEnds(instance::ended);
      self.complete(instance);
      return instance;
    } catch (Throwable e) {
      api.close();
      throw e;
    }
  }

  /**
   * Works on an event, as soon as it is ready.
   *
   * @param arn as it was invoked
   */
  Outcome invoke(String arn, byte[] event) throws InterruptedException {
    Outcome failed = init();
    if (failed != null) {
      return failed;
    }
    Duration limit = function.timeout();
    freeze(false);
    String id = UUID.randomUUID().toString();
    CompletableFuture<Outcome> outcome = api.invoke(id, arn, event, Instant.now().plus(limit));
    current = outcome;
    if (!container.isAlive()) {
      ended();
    }
    try {
      return outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return timedOut(id);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until it is ready for an event; gives why it is not, {@code null} when it is. */
  @Nullable Outcome init() throws InterruptedException {
    try {
      api.initialized().get(INIT.plus(function.timeout()).toMillis(), TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException e) {
      close();
      return e.getCause() instanceof InitFailed failed
          ? failed.outcome()
          : Outcome.failed("Runtime.Unknown", String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      return timedOut("init");
    }
  }

  private Outcome timedOut(String id) {
    String message = id + " Task timed out after " + function.timeout().toSeconds() + ".00 seconds";
    note(message);
    close();
    return Outcome.timedOut(message);
  }

  /** The process is gone. */
  private void ended() {
    Outcome gone =
        Outcome.failed("Runtime.ExitError", "RequestId: Error: Runtime exited without a reason");
    CompletableFuture<Outcome> running = current;
    boolean noticed = api.initialized().completeExceptionally(new InitFailed(gone));
    if (running != null) {
      noticed |= running.complete(gone);
    }
    if (noticed) {
      note(gone.text());
    }
  }

  private void note(String line) {
    platform.add(new Container.Line(Instant.now().toString(), line));
  }

  private void freeze(boolean frozen) {
    try {
      container.freeze(frozen);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Container container() {
    return container;
  }

  /** Where CloudWatch has what it writes. */
  String logStream() {
    return logStream;
  }

  FunctionVersion function() {
    return function;
  }

  /** What Lambda itself wrote into its log. */
  List<Container.Line> platform() {
    return List.copyOf(platform);
  }

  boolean isRestored() {
    return api.isRestored();
  }

  boolean isAlive() {
    return container.isAlive();
  }

  /** Ends it at once. */
  void close() {
    try {
      container.kill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      api.close();
    }
  }
}
