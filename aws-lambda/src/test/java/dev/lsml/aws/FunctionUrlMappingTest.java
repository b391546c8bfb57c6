// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.http.Headers;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionUrlMappingTest {
  private static final String CONTEXT =
      "\"requestContext\":{\"http\":{\"method\":\"post\",\"path\":\"/x\"},\"stage\":\"$default\"}";

  @Test
  void anEventKeepsEverythingThatItWasSentWith() throws Exception {
    HttpRequest request =
        request(
            """
            {"version":"2.0","routeKey":"$default","rawPath":"/a%20b/100%25/",
             "rawQueryString":"x=%201&x=2","cookies":["a=1","b=2"],
             "headers":{"x-twice":"one,two","content-type":"application/json"},
             "queryStringParameters":{"x":" 1,2"},
             "body":"{\\"text\\":\\"ü 😀\\"}","isBase64Encoded":false,
             "pathParameters":null,"stageVariables":null,CONTEXT}""");

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/a b/100%/");
    assertThat(request.query()).isEqualTo("x=%201&x=2");
    assertThat(request.headers().first("X-Twice")).isEqualTo("one,two");
    assertThat(request.headers().first("Cookie")).isEqualTo("a=1; b=2");
    assertThat(request.body()).hasBinaryContent("{\"text\":\"ü 😀\"}".getBytes(UTF_8));
  }

  @Test
  void whatAnEventLacksIsAbsent() throws Exception {
    HttpRequest request = request("{\"rawPath\":\"/\",\"rawQueryString\":\"\",CONTEXT}");

    assertThat(request.query()).isNull();
    assertThat(request.headers().all()).isEmpty();
    assertThat(request.body().read()).isEqualTo(-1);
    assertThat(request("{\"rawPath\":\"/\",\"headers\":{\"a\":null},\"body\":null,CONTEXT}"))
        .satisfies(nulls -> assertThat(nulls.headers().first("a")).isNull())
        .satisfies(nulls -> assertThat(nulls.body().read()).isEqualTo(-1));
  }

  @Test
  void aBodyIsDecodedWhenTheEventSaysSoWhateverItsTypeIs() throws Exception {
    String json = Base64.getEncoder().encodeToString("{\"a\":1}".getBytes(UTF_8));
    byte[] binary = {0, (byte) 0xff, (byte) 0xfe, '\n'};

    assertThat(
            request(
                    "{\"rawPath\":\"/\",\"headers\":{\"content-type\":\"application/json\"},"
                        + "\"isBase64Encoded\":true,\"body\":\""
                        + json
                        + "\",CONTEXT}")
                .body())
        .hasBinaryContent("{\"a\":1}".getBytes(UTF_8));
    assertThat(
            request(
                    "{\"rawPath\":\"/\",\"isBase64Encoded\":true,\"body\":\""
                        + Base64.getEncoder().encodeToString(binary)
                        + "\",CONTEXT}")
                .body())
        .hasBinaryContent(binary);
  }

  @Test
  void aBodyThatOnlyClaimsToBeBase64IsRefused() {
    assertThatThrownBy(
            () -> request("{\"rawPath\":\"/\",\"isBase64Encoded\":true,\"body\":\"{}\",CONTEXT}"))
        .isInstanceOf(UnfitEventException.class)
        .hasMessageContaining("its body is not base64, although isBase64Encoded says so");
  }

  @Test
  void anEventOfFormat1IsRefused() {
    assertThatThrownBy(
            () ->
                request(
                    "{\"version\":\"1.0\",\"path\":\"/predict\",\"httpMethod\":\"POST\","
                        + "\"requestContext\":{\"stage\":\"prod\"}}"))
        .isInstanceOf(UnfitEventException.class)
        .hasMessage(
            "The event is no HTTP request of payload format 2.0: it has no"
                + " requestContext.http.method and rawPath");
  }

  @Test
  void anEventOfAnotherShapeIsRefused() {
    assertThatThrownBy(() -> request("{\"rawPath\":7,CONTEXT}"))
        .isInstanceOf(UnfitEventException.class)
        .hasMessageContaining("rawPath must be a string, but is the number 7");
  }

  @Test
  void theStageOfAnHttpApiIsNoPartOfThePath() throws Exception {
    assertThat(pathAt("prod", "/prod/predict")).isEqualTo("/predict");
    assertThat(pathAt("prod", "/prod")).isEqualTo("/");
    assertThat(pathAt("prod", "/prod/")).isEqualTo("/");
    assertThat(pathAt("prod", "/production")).isEqualTo("/production");
    assertThat(pathAt("prod", "/predict")).isEqualTo("/predict");
    assertThat(pathAt("$default", "/$default/x")).isEqualTo("/$default/x");
  }

  @Test
  void aJsonAnswerIsText() throws Exception {
    JsonView event =
        event(HttpResponse.json(201, Map.of("a", "ü\u0000\"\\")).with("X", "1"), "GET");

    assertThat(event.get("statusCode").value()).isEqualTo(201L);
    assertThat(event.get("headers").value())
        .isEqualTo(Map.of("Content-Type", "application/json", "X", "1"));
    assertThat(event.get("body").string()).isEqualTo("{\"a\":\"ü\\u0000\\\"\\\\\"}");
    assertThat(event.get("isBase64Encoded").flag(true)).isFalse();
    assertThat(event.has("cookies")).isFalse();
  }

  @Test
  void anAnswerThatIsNoTextIsBase64() throws Exception {
    byte[] binary = {'a', (byte) 0xff, 0};
    JsonView event =
        event(new HttpResponse(200, null, Headers.empty(), out -> out.write(binary)), "GET");

    assertThat(event.get("isBase64Encoded").flag(false)).isTrue();
    assertThat(Base64.getDecoder().decode(event.get("body").string())).isEqualTo(binary);
  }

  @Test
  void headersWithTwoValuesAreJoinedButCookiesAreNot() throws Exception {
    JsonView event =
        event(
            HttpResponse.text(200, "text/plain", "")
                .with("X", "1")
                .with("X", "2")
                .with("Set-Cookie", "a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT")
                .with("Set-Cookie", "b=2"),
            "GET");

    assertThat(event.get("headers").get("X").string()).isEqualTo("1, 2");
    assertThat(event.get("headers").has("Set-Cookie")).isFalse();
    assertThat(event.get("cookies").value())
        .isEqualTo(List.of("a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT", "b=2"));
    assertThat(event.has("body")).isFalse();
  }

  @Test
  void whatMayNotHaveABodyHasNone() throws Exception {
    HttpResponse four = HttpResponse.text(200, "text/plain", "four");
    HttpResponse nothing =
        new HttpResponse(204, null, Headers.empty(), output -> output.write('x'));

    assertThat(event(four, "HEAD").has("body")).isFalse();
    assertThat(event(nothing, "DELETE").has("body")).isFalse();
  }

  @Test
  void anAnswerOverTheLimitBecomesA413ThatNamesTheWayRound() throws Exception {
    byte[] large = new byte[FunctionUrlMapping.MAX_BYTES + 1];
    Arrays.fill(large, (byte) 'a');
    JsonView event = event(HttpResponse.streamedJson(200, out -> out.write(large)), "POST");

    assertThat(event.get("statusCode").value()).isEqualTo(413L);
    assertThat(event.get("body").string())
        .contains("The answer is over the limit of 6 MB that Lambda has")
        .contains("mvn lsml:preannotate");
  }

  @Test
  void theEscapesOfJsonCountTowardsTheLimit() throws Exception {
    byte[] quotes = new byte[FunctionUrlMapping.MAX_BYTES / 2 + 1];
    Arrays.fill(quotes, (byte) '"');
    byte[] letters = new byte[FunctionUrlMapping.MAX_BYTES / 2 + 1];
    Arrays.fill(letters, (byte) 'a');

    assertThat(
            event(HttpResponse.streamedJson(200, out -> out.write(quotes)), "POST")
                .get("statusCode")
                .value())
        .isEqualTo(413L);
    assertThat(
            event(HttpResponse.streamedJson(200, out -> out.write(letters)), "POST")
                .get("statusCode")
                .value())
        .isEqualTo(200L);
  }

  @Test
  void aBodyThatFailsWhileItIsWrittenFails() {
    assertThatThrownBy(
            () ->
                event(
                    HttpResponse.streamedJson(
                        200,
                        out -> {
                          throw new IOException("the disk is gone");
                        }),
                    "POST"))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is gone");
  }

  private static String pathAt(String stage, String path) throws Exception {
    return request(
            "{\"rawPath\":\""
                + path
                + "\",\"requestContext\":{\"http\":{\"method\":\"GET\"},\"stage\":\""
                + stage
                + "\"}}")
        .path();
  }

  private static HttpRequest request(String event) throws Exception {
    String whole = event.replace("CONTEXT", CONTEXT);
    return FunctionUrlMapping.request(new ByteArrayInputStream(whole.getBytes(UTF_8)));
  }

  private static JsonView event(HttpResponse response, String method) throws IOException {
    byte[] event = FunctionUrlMapping.event(response, method);
    return JsonView.of(Json.read(new ByteArrayInputStream(event)));
  }
}
