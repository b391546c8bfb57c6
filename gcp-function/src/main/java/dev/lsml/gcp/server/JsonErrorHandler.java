// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.server;

import dev.lsml.core.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what never reaches a function, or fails behind it, in the shape of all our errors. */
final class JsonErrorHandler extends ErrorHandler {
  @Override
  public boolean errorPageForMethod(String method) {
    return true; // the parent leaves the body out for all but GET, POST and HEAD
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback)
      throws IOException {
    HttpResponse error =
        status < 500
            ? HttpResponse.error(
                status,
                message == null ? "The request is refused" : message,
                "It is not HTTP as the server understands it",
                "Send well-formed HTTP/1.1")
            : HttpResponse.error(
                status,
                status == 503 ? "The backend is stopping" : "The backend failed to answer",
                status == 503 ? "It was told to" : "An error that it did not expect",
                status == 503
                    ? "Send the request again in a moment"
                    : "Read the backend's log, which has the details");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    error.body().writeTo(body);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(body.toByteArray()), callback);
  }
}
