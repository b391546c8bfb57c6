// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.StoreException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks through all projects of a store within a bound on their number and on the time. The look
 * runs beside the request, which takes what was found when its time is over; one runs at a time,
 * however many ask, so that a store that hangs holds one thread. Thread-safe.
 */
final class StoreLook {
  static final Duration WAIT = Duration.ofSeconds(5);
  static final int MOST_PROJECTS = 50;
  private static final System.Logger LOG = System.getLogger(StoreLook.class.getName());

  private final Executor beside;
  private final Duration wait;
  private @Nullable Look running;

  StoreLook(Executor beside, Duration wait) {
    this.beside = beside;
    this.wait = wait;
  }

  /** Lists projects. */
  @FunctionalInterface
  interface Listing {
    /**
     * Lists the first ones.
     *
     * @throws StoreException when the store cannot be listed
     */
    List<ProjectUid> first(int limit) throws StoreException;
  }

  /**
   * What a look found.
   *
   * @param projects by uid
   * @param incomplete why there may be more; {@code null} when there are none
   */
  record Found(Map<String, Map<String, @Nullable Object>> projects, @Nullable String incomplete) {}

  /** Looks, or waits for the look that is under way. */
  Found look(Listing listing, Function<ProjectUid, Map<String, @Nullable Object>> reading) {
    Look look;
    boolean mine = false;
    synchronized (this) {
      look = running;
      if (look == null) {
        look = new Look();
        running = look;
        mine = true;
      }
    }
    if (mine) {
      Look begun = look;
      beside.execute(() -> run(begun, listing, reading));
    }
    String incomplete;
    try {
      incomplete = look.end.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      incomplete =
          "the store did not tell all of it within "
              + wait.toSeconds()
              + " seconds; ask for one project with ?project=, or try again";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      incomplete = "the backend is stopping";
    } catch (ExecutionException e) {
      LOG.log(System.Logger.Level.WARNING, "the store cannot be listed", e.getCause());
      incomplete =
          "the store cannot be listed, so this is what this instance knows; see the backend's log"
              + " for the store's own words";
    }
    return new Found(look.found(), incomplete);
  }

  private void run(
      Look look, Listing listing, Function<ProjectUid, Map<String, @Nullable Object>> reading) {
    try {
      List<ProjectUid> all = listing.first(MOST_PROJECTS + 1);
      for (ProjectUid project : all.subList(0, Math.min(all.size(), MOST_PROJECTS))) {
        look.add(project.value(), reading.apply(project));
      }
      ends(look);
      look.end.complete(
          all.size() <= MOST_PROJECTS
              ? null
              : "there are more projects than the "
                  + MOST_PROJECTS
                  + " shown here; ask for one with ?project=");
    } catch (StoreException | RuntimeException | Error e) {
      ends(look);
      look.end.completeExceptionally(e);
    }
  }

  private synchronized void ends(Look look) {
    if (running == look) {
      running = null;
    }
  }

  /** One look, filled while it runs. */
  private static final class Look {
    final CompletableFuture<@Nullable String> end = new CompletableFuture<>();
    private final Map<String, Map<String, @Nullable Object>> projects = new LinkedHashMap<>();

    synchronized void add(String uid, Map<String, @Nullable Object> project) {
      projects.put(uid, project);
    }

    synchronized Map<String, Map<String, @Nullable Object>> found() {
      return new LinkedHashMap<>(projects);
    }
  }
}
