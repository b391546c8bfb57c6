// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.core.Backend;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The backend of a function whose process is a copy of a snapshot (SnapStart). Before the snapshot
 * is taken it is used once, so that classes are loaded and code is compiled, and closed. Each copy
 * opens one of its own: with credentials, connections and knowledge of the store from after the
 * restore, and region ids that no other copy gives. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">when
 *     the hooks run</a>
 */
final class RestorableBackend implements HttpHandler, Resource {
  private static final System.Logger LOG = System.getLogger(RestorableBackend.class.getName());

  private final Supplier<Backend> opener;
  private final Consumer<HttpHandler> priming;
  private final LongConsumer reseeding;
  private volatile @Nullable Backend backend;

  /**
   * Opens the backend and registers the hooks.
   *
   * @param opener called at once, and again after each restore; throws when there can be no backend
   * @param priming uses a backend as requests will
   * @param reseeding is given another number in each copy
   */
  RestorableBackend(
      Supplier<Backend> opener,
      Consumer<HttpHandler> priming,
      LongConsumer reseeding,
      Context<? super Resource> context) {
    this.opener = opener;
    this.priming = priming;
    this.reseeding = reseeding;
    this.backend = opener.get();
    context.register(this); // weakly: whoever made this keeps it
  }

  @Override
  public HttpResponse handle(HttpRequest request) throws Exception {
    Backend current = backend;
    if (current == null) {
      throw new IllegalStateException("a request between checkpoint and restore");
    }
    return current.handle(request);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    Backend used = backend;
    backend = null;
    if (used == null) {
      return;
    }
    try (used) {
      priming.accept(used);
    } catch (RuntimeException | LinkageError e) {
      // Then the first request after a restore is slower; that is no reason not to deploy.
      LOG.log(System.Logger.Level.WARNING, "what the snapshot should hold could not be used", e);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // A new one: /dev/urandom is the same in no two copies, but what a generator holds is.
    reseeding.accept(new SecureRandom().nextLong());
    try {
      backend = opener.get();
    } catch (RuntimeException e) {
      // Lambda is told by its runtime only that a hook has failed.
      LOG.log(System.Logger.Level.ERROR, "no backend after the restore: " + e.getMessage(), e);
      throw e;
    }
  }
}
