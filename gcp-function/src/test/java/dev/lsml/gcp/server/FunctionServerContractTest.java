// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.server;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.gcp.LsmlFunction;
import dev.lsml.gcp.SocketClient;
import dev.lsml.testkit.HttpAdapterContract;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import java.io.IOException;
import java.time.Duration;

/** The contract through the function, our own server and a socket. */
class FunctionServerContractTest extends HttpAdapterContract {
  @Override
  protected Served serve(HttpHandler handler) throws IOException {
    FunctionServer server = FunctionServer.bind("127.0.0.1", 0);
    server.serve(new LsmlFunction(handler));
    return new Served() {
      @Override
      public HttpAnswer exchange(HttpCall call) throws IOException {
        return SocketClient.exchange(server.port(), call);
      }

      @Override
      public void close() throws IOException {
        server.stop(Duration.ofSeconds(10));
      }
    };
  }
}
