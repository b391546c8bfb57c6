// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.labelconfig.LabelConfigException;
import dev.lsml.core.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The only place where an exception becomes a status and a body. What the sender did wrong is told
 * in full; what went wrong inside goes to the log, since a message of somebody else's code may hold
 * a secret. Thread-safe.
 */
final class ErrorBoundary implements HttpHandler {
  private static final Logger LOG = System.getLogger(ErrorBoundary.class.getName());

  private final HttpHandler next;

  ErrorBoundary(HttpHandler next) {
    this.next = next;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    try {
      return next.handle(request);
    } catch (JsonException e) {
      return HttpResponse.error(
          400,
          "The request body is not what " + request.path() + " takes: " + said(e),
          said(e),
          "send the JSON that Label Studio sends to "
              + request.path()
              + "; docs/protocol.md has it");
    } catch (LabelConfigException e) {
      return HttpResponse.error(
          400,
          said(e),
          "the model and the label config of the project do not go together",
          "correct it in Label Studio: Settings, Labeling Interface, Code");
    } catch (ModelLoadException e) {
      LOG.log(Level.ERROR, said(e), e.getCause());
      return HttpResponse.error(
          500, said(e), e.reason(), "see the backend's log for the whole story");
    } catch (StoreException e) {
      LOG.log(Level.ERROR, request.method() + " " + request.path() + " failed", e);
      return HttpResponse.error(
          503,
          "The backend cannot use its store",
          "the store that LSML_STORE names did not answer as it should",
          "try again; see the backend's log for the store's own words");
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
      LOG.log(Level.ERROR, request.method() + " " + request.path() + " failed", e);
      return HttpResponse.error(
          500,
          "The backend failed: " + e.getClass().getSimpleName(),
          "an error in the model or in lsml",
          "see the backend's log for the whole story");
    }
  }

  private static String said(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
