// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A backend as a Lambda function behind a function URL or an HTTP API with payload format 2.0.
 * Thread-safe. Nothing is left to do once a request is answered: the instance is then frozen.
 */
public final class LsmlHandler implements RequestStreamHandler {
  static {
    LambdaLoggerFinder.install();
  }

  private static final System.Logger LOG = System.getLogger(LsmlHandler.class.getName());

  private final HttpHandler backend;

  /**
   * The backend of the one model on the class path, with the settings of the environment. For
   * Lambda's runtime, which makes one instance per process.
   */
  public LsmlHandler() {
    this(ServingBackend.of(System.getenv()));
  }

  /** A function that answers with this backend. */
  public LsmlHandler(HttpHandler backend) {
    this.backend = backend;
  }

  /**
   * Answers one event. What the backend throws becomes a 500 whose body tells nothing of it.
   *
   * @throws IOException when the event cannot be read or the answer not be written
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Invocation.begin(context.getAwsRequestId());
    try {
      output.write(answer(input));
    } finally {
      Invocation.end();
    }
  }

  private byte[] answer(InputStream input) throws IOException {
    HttpRequest request;
    try {
      request = FunctionUrlMapping.request(input);
    } catch (UnfitEventException e) {
      LOG.log(System.Logger.Level.WARNING, e.response().reason());
      return FunctionUrlMapping.event(e.response(), "POST");
    }
    try {
      return FunctionUrlMapping.event(backend.handle(request), request.method());
    } catch (Throwable e) { // a class that is missing from a model's jar is an Error
      LOG.log(System.Logger.Level.ERROR, request.method() + ' ' + request.path() + " failed", e);
      HttpResponse failed =
          HttpResponse.error(
              500,
              "The backend failed to answer",
              "An error that it did not expect",
              "Read the backend's log, which has the details");
      return FunctionUrlMapping.event(failed, request.method());
    }
  }
}
