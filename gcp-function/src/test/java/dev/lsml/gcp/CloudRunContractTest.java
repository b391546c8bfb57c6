// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.gcp.server.FunctionServer;
import dev.lsml.testkit.HttpAdapterContract;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The contract through what {@code CloudRun serve} serves with, as on Cloud Run. */
class CloudRunContractTest extends HttpAdapterContract {
  @Override
  protected Served serve(HttpHandler handler) throws IOException {
    FunctionServer server = FunctionServer.bind("127.0.0.1", 0);
    BackendServer.serve(
        server, handler, Map.of("K_SERVICE", "reviews", "GOOGLE_CLOUD_PROJECT", "my-project"));
    return new Served() {
      @Override
      public HttpAnswer exchange(HttpCall call) throws IOException {
        return SocketClient.exchange(
            server.port(),
            call.with("X-Cloud-Trace-Context", "4bf92f3577b34da6a3ce929d0e0e4736/1;o=1"));
      }

      @Override
      public void close() throws IOException {
        server.stop(Duration.ofSeconds(10));
      }
    };
  }
}
