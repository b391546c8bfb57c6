// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.http.Headers;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TracesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final AtomicReference<Map<String, Object>> seen = new AtomicReference<>();

  @Test
  void aTraceparentNamesTraceAndSpan() throws Exception {
    assertThat(seen("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"))
        .containsExactly(
            Map.entry("logging.googleapis.com/trace", "projects/my-project/traces/" + TRACE),
            Map.entry("logging.googleapis.com/spanId", "00f067aa0ba902b7"),
            Map.entry("logging.googleapis.com/trace_sampled", true));
    assertThat(seen("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00"))
        .containsEntry("logging.googleapis.com/trace_sampled", false);
  }

  @Test
  void googlesOwnHeaderDoesTooWithItsSpanMadeHexadecimal() throws Exception {
    assertThat(seen("X-Cloud-Trace-Context", TRACE + "/67667974448284343;o=1"))
        .containsExactly(
            Map.entry("logging.googleapis.com/trace", "projects/my-project/traces/" + TRACE),
            Map.entry("logging.googleapis.com/spanId", "00f067aa0ba902b7"),
            Map.entry("logging.googleapis.com/trace_sampled", true));
    assertThat(seen("x-cloud-trace-context", TRACE))
        .containsOnlyKeys("logging.googleapis.com/trace", "logging.googleapis.com/trace_sampled");
    assertThat(seen("X-Cloud-Trace-Context", TRACE + "/18446744073709551615"))
        .containsEntry("logging.googleapis.com/spanId", "ffffffffffffffff");
  }

  @Test
  void whatIsNoTraceIsNotLogged() throws Exception {
    for (String wrong :
        new String[] {"", "00-", TRACE, "00-" + TRACE + "-zzzzzzzzzzzzzzzz-01", "\"}".repeat(40)}) {
      assertThat(seen("traceparent", wrong)).as(wrong).isEmpty();
    }
    assertThat(seen("X-Cloud-Trace-Context", "\"" + TRACE)).isEmpty();
    assertThat(seen("X-Cloud-Trace-Context", TRACE + "/x;o=1"))
        .doesNotContainKey("logging.googleapis.com/spanId");
    assertThat(seen("Other", TRACE)).isEmpty();
  }

  @Test
  void afterTheRequestTheThreadLogsWithoutIt() throws Exception {
    seen("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");

    assertThat(Traces.current()).isEmpty();
  }

  @Test
  void theProjectIsThatOfTheJobWhereNoVariableNamesIt() throws Exception {
    Map<String, String> environment =
        Map.of("K_SERVICE", "s", "LSML_TRAINING_JOB", "projects/of-job/locations/l/jobs/j");

    assertThat(seen(environment, "X-Cloud-Trace-Context", TRACE))
        .containsEntry("logging.googleapis.com/trace", "projects/of-job/traces/" + TRACE);
  }

  @Test
  void elseTheMetadataServerIsAskedOnceBesideTheRequests() throws Exception {
    HttpServer metadata =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    metadata.createContext(
        "/computeMetadata/v1/project/project-id",
        exchange -> {
          byte[] id = "from-metadata".getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, id.length);
          exchange.getResponseBody().write(id);
          exchange.close();
        });
    metadata.start();
    try {
      Map<String, String> environment =
          Map.of(
              "K_SERVICE",
              "s",
              "GCE_METADATA_HOST",
              "127.0.0.1:" + metadata.getAddress().getPort());
      HttpHandler handler = Traces.around(this::see, environment);
      do {
        handler.handle(request("X-Cloud-Trace-Context", TRACE));
      } while (seen.get().isEmpty());

      assertThat(seen.get())
          .containsEntry("logging.googleapis.com/trace", "projects/from-metadata/traces/" + TRACE);
    } finally {
      metadata.stop(0);
    }
  }

  @Test
  void elsewhereThanOnCloudRunAHandlerStaysAsItIs() {
    HttpHandler handler = this::see;

    assertThat(Traces.around(handler, Map.of("GOOGLE_CLOUD_PROJECT", "p"))).isSameAs(handler);
  }

  private Map<String, Object> seen(String header, String value) throws Exception {
    return seen(Map.of("K_SERVICE", "s", "GOOGLE_CLOUD_PROJECT", "my-project"), header, value);
  }

  private Map<String, Object> seen(Map<String, String> environment, String header, String value)
      throws Exception {
    Traces.around(this::see, environment).handle(request(header, value));
    return seen.get();
  }

  private HttpResponse see(HttpRequest request) {
    seen.set(Traces.current());
    return HttpResponse.json(200, Map.of());
  }

  private static HttpRequest request(String header, String value) {
    return new HttpRequest(
        "GET", "/", null, Headers.empty().with(header, value), InputStream.nullInputStream());
  }
}
