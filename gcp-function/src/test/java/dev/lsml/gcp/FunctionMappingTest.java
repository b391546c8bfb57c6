// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.http.Headers;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionMappingTest {
  @Test
  void aRequestKeepsEverythingThatItWasSentWith() throws IOException {
    HttpRequest request =
        FunctionMapping.request(
            new FakeRequest(
                "post",
                "/a%20b/100%25/",
                "x=%201&x=2",
                Map.of("X-Twice", List.of("one", "two")),
                "body"));

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/a b/100%/");
    assertThat(request.query()).isEqualTo("x=%201&x=2");
    assertThat(request.headers().all().get("x-twice")).containsExactly("one", "two");
    assertThat(request.body()).hasBinaryContent("body".getBytes(UTF_8));
  }

  @Test
  void aRequestWithoutAQueryHasNone() throws IOException {
    assertThat(FunctionMapping.request(FakeRequest.get("/")).query()).isNull();
  }

  @Test
  void aResponseIsSentWithItsReasonAndAllItsHeaders() throws IOException {
    FakeResponse sent = send("POST", HttpResponse.error(413, "Too big", "c", "r").with("X", "1"));

    assertThat(sent.status).isEqualTo(413);
    assertThat(sent.reason).isEqualTo("Too big");
    assertThat(sent.fields)
        .containsExactly(
            Map.entry("Content-Type", "application/json"),
            Map.entry("X", "1"),
            Map.entry("Content-Length", "44"));
    assertThat(sent.body.toString(UTF_8))
        .isEqualTo("{\"error\":\"Too big\",\"cause\":\"c\",\"remedy\":\"r\"}");
  }

  @Test
  void aHeaderWithTwoValuesIsSentTwice() throws IOException {
    FakeResponse sent =
        send("GET", HttpResponse.text(200, "text/plain", "").with("X", "1").with("X", "2"));

    assertThat(sent.fields).contains(Map.entry("X", "1"), Map.entry("X", "2"));
  }

  @Test
  void aBodyOfUnknownLengthIsSentWithoutOne() throws IOException {
    FakeResponse sent = send("GET", HttpResponse.streamedJson(200, out -> out.write('1')));

    assertThat(sent.fields).containsExactly(Map.entry("Content-Type", "application/json"));
    assertThat(sent.body.toString(UTF_8)).isEqualTo("1");
    assertThat(sent.reason).isNull();
  }

  @Test
  void anAnswerToHeadHasTheLengthButNotTheBody() throws IOException {
    FakeResponse sent = send("HEAD", HttpResponse.text(200, "text/plain", "four"));

    assertThat(sent.fields).contains(Map.entry("Content-Length", "4"));
    assertThat(sent.body.size()).isZero();
  }

  @Test
  void aStatusThatMayNotHaveABodyIsSentWithoutBodyAndLength() throws IOException {
    HttpResponse response = new HttpResponse(204, null, Headers.empty(), out -> out.write('x'));

    FakeResponse sent = send("DELETE", response);

    assertThat(sent.fields).isEmpty();
    assertThat(sent.body.size()).isZero();
  }

  private static FakeResponse send(String method, HttpResponse response) throws IOException {
    FakeResponse sent = new FakeResponse();
    FunctionMapping.send(response, method, sent);
    return sent;
  }
}
