// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs things at the same time and fails when one of them fails. */
final class Race {
  private Race() {}

  /** Something that a test does. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /** Something that one of several racers does. */
  @FunctionalInterface
  interface RacerAction {
    void run(int racer) throws Exception;
  }

  /** Lets so many racers, numbered from 0, start together; returns when all have ended. */
  static void of(int racers, RacerAction action) throws Exception {
    CyclicBarrier start = new CyclicBarrier(racers);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      int racer = i;
      tasks.add(
          () -> {
            start.await();
            action.run(racer);
            return null;
          });
    }
    runAll(tasks);
  }

  /** Runs the first once, and the second again and again, at least once, until the first ends. */
  static void untilFirstEnds(Action first, Action second) throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    runAll(
        List.of(
            () -> {
              try {
                first.run();
              } finally {
                ended.set(true);
              }
              return null;
            },
            () -> {
              do {
                second.run();
              } while (!ended.get());
              return null;
            }));
  }

  private static void runAll(List<Callable<Void>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      for (Future<Void> end : threads.invokeAll(tasks)) {
        end.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    } finally {
      threads.shutdownNow();
    }
  }
}
