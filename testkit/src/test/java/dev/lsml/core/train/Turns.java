// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.testkit.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Lets several players run one at a time, each up to its next store call, in an order that a seed
 * decides: every interleaving of store calls that could happen can happen, and happens again with
 * the same seed.
 */
final class Turns {
  private static final ThreadLocal<Player> CURRENT = new ThreadLocal<>();

  /** One of the threads; {@code go} lets it run, {@code stopped} tells that it waits or ended. */
  private static final class Player {
    final Semaphore go = new Semaphore(0);
    final Semaphore stopped = new Semaphore(0);
    volatile boolean ended;
  }

  private final Random random;
  private Runnable betweenTurns = () -> {};

  Turns(long seed) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  /** Is done between turns, on the test's thread. */
  Turns betweenTurns(Runnable work) {
    betweenTurns = work;
    return this;
  }

  /** Before each call waits for the caller's turn; calls from elsewhere pass. */
  static FaultPlan waitingForTurn(FaultPlan plan) {
    return plan.pausing(call -> waitForTurn());
  }

  static void waitForTurn() {
    Player player = CURRENT.get();
    if (player != null) {
      player.stopped.release();
      player.go.acquireUninterruptibly();
    }
  }

  /** Plays to the end and gives what each player gave. */
  <T> List<T> play(ExecutorService threads, List<Callable<T>> players) throws Exception {
    List<Player> playing = new ArrayList<>();
    List<Future<T>> ends = new ArrayList<>();
    for (Callable<T> task : players) {
      Player player = new Player();
      playing.add(player);
      ends.add(
          threads.submit(
              () -> {
                CURRENT.set(player);
                player.go.acquireUninterruptibly();
                try {
                  return task.call();
                } finally {
                  CURRENT.remove();
                  player.ended = true;
                  player.stopped.release();
                }
              }));
    }
    while (!playing.isEmpty()) {
      Player next = playing.get(random.nextInt(playing.size()));
      next.go.release();
      next.stopped.acquireUninterruptibly();
      if (next.ended) {
        playing.remove(next);
      }
      betweenTurns.run();
    }
    List<T> results = new ArrayList<>();
    for (Future<T> end : ends) {
      results.add(end.get());
    }
    return results;
  }
}
