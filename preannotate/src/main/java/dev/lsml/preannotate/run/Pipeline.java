// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.run;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads in one thread, works in many, and hands over the results in the order of reading in the
 * thread that calls. What is under way is bounded, so memory does not grow with the input.
 * Stateless.
 */
public final class Pipeline {
  private Pipeline() {}

  /**
   * Runs everything from a source through some work into a sink.
   *
   * @param threads how many work at once
   * @throws Exception the first that the source, the work or the sink threw, after all results
   *     before it were handed over
   */
  public static <I, O> void run(Source<I> source, Function<I, O> work, Sink<O> sink, int threads)
      throws Exception {
    // As many again as are being worked on, so that neither a slow piece nor the sink idles cores.
    BlockingQueue<Future<@Nullable O>> ordered = new ArrayBlockingQueue<>(2 * threads + 1);
    ExecutorService workers = Executors.newFixedThreadPool(threads, r -> daemon(r, "lsml-predict"));
    Thread reader = daemon(() -> read(source, work, workers, ordered), "lsml-read");
    reader.start();
    try {
      while (true) {
        O result = ordered.take().get();
        if (result == null) {
          return;
        }
        sink.take(result);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      reader.interrupt();
      workers.shutdownNow();
      reader.join();
    }
  }

  private static <I, O> void read(
      Source<I> source,
      Function<I, O> work,
      ExecutorService workers,
      BlockingQueue<Future<@Nullable O>> ordered) {
    try {
      while (true) {
        Future<@Nullable O> next;
        boolean last;
        try {
          I piece = source.next();
          last = piece == null;
          next =
              piece == null
                  ? CompletableFuture.completedFuture(null)
                  : workers.submit(() -> work.apply(piece));
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception | Error e) {
          next = CompletableFuture.failedFuture(e);
          last = true;
        }
        ordered.put(next);
        if (last) {
          return;
        }
      }
    } catch (InterruptedException e) {
      // The other side has stopped.
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
