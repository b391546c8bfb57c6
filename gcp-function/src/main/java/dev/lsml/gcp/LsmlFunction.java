// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import com.google.cloud.functions.HttpFunction;
import dev.lsml.core.Backend;
import dev.lsml.core.config.Settings;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.gcp.log.Traces;
import java.io.IOException;

/** A backend as an HTTP function of Google's Functions Framework. Thread-safe. */
public final class LsmlFunction implements HttpFunction {
  private static final System.Logger LOG = System.getLogger(LsmlFunction.class.getName());

  private final HttpHandler backend;

  /**
   * The backend of the one model on the class path, with the settings of the environment. For the
   * framework, which makes one instance per process.
   */
  public LsmlFunction() {
    this(Traces.around(Backend.open(Settings.of(System.getenv())), System.getenv()));
  }

  /** A function that answers with this backend. */
  public LsmlFunction(HttpHandler backend) {
    this.backend = backend;
  }

  /**
   * Answers one request. What the backend throws becomes a 500 whose body tells nothing of it.
   *
   * @throws IOException when the answer cannot be sent whole
   */
  @Override
  public void service(
      com.google.cloud.functions.HttpRequest request,
      com.google.cloud.functions.HttpResponse response)
      throws IOException {
    FunctionMapping.send(answer(FunctionMapping.request(request)), request.getMethod(), response);
  }

  private HttpResponse answer(HttpRequest request) {
    try {
      return backend.handle(request);
    } catch (Throwable e) { // a class that is missing from a model's jar is an Error
      LOG.log(System.Logger.Level.ERROR, request.method() + ' ' + request.path() + " failed", e);
      return HttpResponse.error(
          500,
          "The backend failed to answer",
          "An error that it did not expect",
          "Read the backend's log, which has the details");
    }
  }
}
