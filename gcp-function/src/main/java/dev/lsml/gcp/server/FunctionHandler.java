// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.server;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.invoker.http.HttpRequestImpl;
import com.google.cloud.functions.invoker.http.HttpResponseImpl;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands each request to a function. Thread-safe. */
final class FunctionHandler extends Handler.Abstract {
  private static final System.Logger LOG = System.getLogger(FunctionHandler.class.getName());

  private final HttpFunction function;

  FunctionHandler(HttpFunction function) {
    this.function = function;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      HttpResponseImpl output = new ReasonedResponse(request, response);
      function.service(new HttpRequestImpl(request), output);
      if (!response.isCommitted() && !request.consumeAvailable()) {
        // Nobody read the body and not all of it is here, so Jetty will close the connection. A
        // caller that is not told sends its next request into it and gets no answer.
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
      }
      output.close(callback);
    } catch (Throwable e) { // else the caller would wait for an answer that never comes
      LOG.log(System.Logger.Level.ERROR, "An answer could not be sent", e);
      Response.writeError(request, response, callback, 500);
    }
    return true;
  }
}
