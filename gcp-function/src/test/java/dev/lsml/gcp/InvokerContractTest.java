// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import com.google.cloud.functions.invoker.runner.Invoker;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.testkit.HttpAdapterContract;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicReference;

/** The contract through the function and the Functions Framework's own invoker, as it comes. */
class InvokerContractTest extends HttpAdapterContract {
  /** The invoker makes the function itself, without parameters. */
  private static final AtomicReference<HttpHandler> HANDLER = new AtomicReference<>();

  /** What the invoker is told to run. */
  public static final class Function implements HttpFunction {
    private final LsmlFunction function = new LsmlFunction(HANDLER.get());

    @Override
    public void service(HttpRequest request, HttpResponse response) throws Exception {
      function.service(request, response);
    }
  }

  @Override
  protected boolean sendsReason() {
    return false; // invoker 2.0.0 drops the message of setStatusCode(int, String)
  }

  @Override
  protected Served serve(HttpHandler handler) throws Exception {
    HANDLER.set(handler);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort(); // the invoker does not tell which port it got for 0
    }
    Invoker invoker =
        new Invoker(port, Function.class.getName(), "http", Function.class.getClassLoader());
    invoker.startTestServer();
    return new Served() {
      @Override
      public HttpAnswer exchange(HttpCall call) throws IOException {
        return SocketClient.exchange(port, call);
      }

      @Override
      public void close() throws Exception {
        invoker.stopServer();
      }
    };
  }
}
