// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.Json;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import dev.lsml.testkit.aws.FunctionUrl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LsmlHandlerTest {
  private static final HttpHandler ECHO =
      request -> HttpResponse.text(200, "text/plain", request.method() + ' ' + request.path());

  @Test
  void anEventThatIsNoRequestIsAnsweredWithWhatToDo() throws IOException {
    for (String event : new String[] {"{}", "[]", "\"text\"", "not json", ""}) {
      HttpAnswer answer = answer(ECHO, event.getBytes(UTF_8));

      assertThat(answer.status()).as(event).isEqualTo(400);
      assertThat(answer.text())
          .contains("The event is no HTTP request of payload format 2.0")
          .contains("payloadFormatVersion 2.0");
    }
  }

  @Test
  void anEventOverTheLimitIsAnsweredWithTheWayRoundIt() throws IOException {
    byte[] event = new byte[FunctionUrlMapping.MAX_BYTES + 1];
    Arrays.fill(event, (byte) ' ');

    HttpAnswer answer = answer(ECHO, event);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(Json.read(answer.text()))
        .isEqualTo(
            Map.of(
                "error",
                "The request is over the limit of 6 MB that Lambda has",
                "cause",
                "Label Studio sends all selected tasks in one request",
                "remedy",
                "select fewer tasks, or use mvn lsml:preannotate, which has no such limit"));
  }

  @Test
  void theRequestIdIsKnownWhileTheRequestRunsAndNotAfterwards() throws IOException {
    AtomicReference<String> seen = new AtomicReference<>();
    HttpHandler asking =
        request -> {
          seen.set(Invocation.requestId());
          throw new IllegalStateException("whatever");
        };

    answer(asking, Json.bytes(FunctionUrl.event(HttpCall.of("GET", "/"), "r-1")));

    assertThat(seen).hasValue("r-7");
    assertThat(Invocation.requestId()).isNull();
  }

  private static HttpAnswer answer(HttpHandler backend, byte[] event) throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    new LsmlHandler(backend)
        .handleRequest(new ByteArrayInputStream(event), result, FakeContext.of("r-7"));
    return FunctionUrl.answer(result.toByteArray());
  }
}
