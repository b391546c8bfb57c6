// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lsml.core.http.Headers;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every HTTP entry of a backend must pass: a test class of the adapter extends this and says
 * how to serve a handler and how to call it. Nothing here knows what a server is, so that events of
 * a cloud can be turned into calls as well as bytes on a socket.
 */
@Timeout(60)
public abstract class HttpAdapterContract {
  private final List<Served> opened = new ArrayList<>();

  /** A handler that can be called through the adapter. */
  public interface Served extends AutoCloseable {
    /** Makes one call. The answer's body may still be on its way. */
    HttpAnswer exchange(HttpCall call) throws Exception;

    @Override
    void close() throws Exception;
  }

  /** For subclasses. */
  protected HttpAdapterContract() {}

  /** Serves the handler until it is closed. */
  protected abstract Served serve(HttpHandler handler) throws Exception;

  /** Whether a reason phrase reaches the caller. The case that needs it is else skipped. */
  protected boolean sendsReason() {
    return true;
  }

  /** Whether bodies pass while they are still being written. The cases are else skipped. */
  protected boolean streams() {
    return true;
  }

  /** The size of a large body in bytes, for adapters that have a limit. */
  protected int largeBodyBytes() {
    return 20 << 20;
  }

  @AfterEach
  final void close() throws Exception {
    for (Served served : opened) {
      served.close();
    }
  }

  @Test
  void everyMethodArrives() throws Exception {
    Served served = open(request -> text(200, request.method()));

    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
      assertThat(served.exchange(HttpCall.of(method, "/any")).text()).isEqualTo(method);
    }
  }

  @Test
  void thePathArrivesDecodedAndKeepsItsTrailingSlash() throws Exception {
    Served served = open(request -> text(200, request.path()));

    assertThat(path(served, "/")).isEqualTo("/");
    assertThat(path(served, "/predict")).isEqualTo("/predict");
    assertThat(path(served, "/predict/")).isEqualTo("/predict/");
    assertThat(path(served, "/some/prefix/predict?a=b")).isEqualTo("/some/prefix/predict");
    assertThat(path(served, "/a%20b/%C3%BC/1+1")).isEqualTo("/a b/ü/1+1");
  }

  @Test
  void theQueryArrivesAsItWasSent() throws Exception {
    Served served = open(request -> text(200, String.valueOf(request.query())));

    assertThat(path(served, "/a")).isEqualTo("null");
    assertThat(path(served, "/a?x=1&x=2&y=%20z&flag")).isEqualTo("x=1&x=2&y=%20z&flag");
  }

  @Test
  void everyValueOfAHeaderArrivesAndNamesIgnoreCase() throws Exception {
    Served served =
        open(
            request ->
                text(200, "seen")
                    .with("X-Seen", joined(request.headers(), "x-twice"))
                    .with("X-Back", "three")
                    .with("X-Back", "four"));

    HttpAnswer answer =
        served.exchange(
            HttpCall.of("GET", "/").with("X-Twice", "one").with("X-TWICE", "two words"));

    assertThat(joined(answer.headers(), "X-Seen")).isEqualTo("one,two words");
    assertThat(joined(answer.headers(), "x-back")).isEqualTo("three,four");
  }

  @Test
  void aBodyOfAnyScriptPassesBothWays() throws Exception {
    Served served =
        open(request -> text(200, new String(request.body().readAllBytes(), UTF_8) + "?"));

    assertThat(served.exchange(HttpCall.of("POST", "/").withBody("äöü 日本語 😀")).text())
        .isEqualTo("äöü 日本語 😀?");
  }

  @Test
  void anEmptyBodyIsEmpty() throws Exception {
    Served served = open(request -> text(200, "" + request.body().read()));

    assertThat(served.exchange(HttpCall.of("GET", "/")).text()).isEqualTo("-1");
    assertThat(served.exchange(HttpCall.of("POST", "/").withBody("")).text()).isEqualTo("-1");
  }

  @Test
  void aLargeBodyPassesBothWaysUnchanged() throws Exception {
    Served served =
        open(
            request -> {
              byte[] body = request.body().readAllBytes();
              return HttpResponse.streamedJson(200, output -> output.write(body));
            });
    byte[] large = new byte[largeBodyBytes()];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) ('a' + i % 23);
    }

    HttpAnswer told = served.exchange(HttpCall.of("POST", "/").withBody(large));
    assertThat(told.body().readAllBytes()).isEqualTo(large);
  }

  @Test
  void aRequestBodyIsReadWhileItIsStillBeingSent() throws Exception {
    assumeTrue(streams(), "this adapter hands over whole bodies");
    CountDownLatch arrived = new CountDownLatch(1);
    Served served =
        open(
            request -> {
              int first = request.body().read();
              arrived.countDown();
              return text(200, (char) first + new String(request.body().readAllBytes(), UTF_8));
            });

    HttpAnswer answer =
        served.exchange(HttpCall.of("POST", "/").withBody(new TwoParts("first,", arrived, "last")));

    assertThat(answer.text()).isEqualTo("first,last");
  }

  @Test
  void aResponseBodyIsSentWhileItIsStillBeingWritten() throws Exception {
    assumeTrue(streams(), "this adapter hands over whole bodies");
    CountDownLatch arrived = new CountDownLatch(1);
    byte[] first = "x".repeat(100_000).getBytes(UTF_8); // more than any server buffers
    Served served =
        open(
            request ->
                HttpResponse.streamedJson(
                    200,
                    output -> {
                      output.write(first);
                      TwoParts.await(arrived);
                      output.write('.');
                    }));

    InputStream body = served.exchange(HttpCall.of("GET", "/")).body();
    assertThat(body.read()).isEqualTo('x');
    arrived.countDown();

    assertThat(new String(body.readAllBytes(), UTF_8)).hasSize(100_000).endsWith("x.");
  }

  @Test
  void everyStatusArrivesWithItsHeadersAndItsBody() throws Exception {
    Served served =
        open(
            request ->
                text(Integer.parseInt(request.path().substring(1)), "body").with("X-Own", "own"));

    for (int status : new int[] {200, 201, 202, 400, 401, 403, 404, 405, 413, 500, 503}) {
      HttpAnswer answer = served.exchange(HttpCall.of("POST", "/" + status).withBody("x"));
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.headers().first("X-Own")).isEqualTo("own");
      assertThat(answer.headers().first("Content-Type")).startsWith("text/plain");
      assertThat(answer.text()).isEqualTo("body");
    }
    HttpAnswer nothing = served.exchange(HttpCall.of("DELETE", "/204"));
    assertThat(nothing.status()).isEqualTo(204);
    assertThat(nothing.body().readAllBytes()).isEmpty();
  }

  @Test
  void theReasonPhraseArrives() throws Exception {
    assumeTrue(sendsReason(), "this adapter cannot send a reason phrase");
    Served served = open(request -> HttpResponse.error(413, "Over 10 bytes", "It has 11", "Split"));

    HttpAnswer answer = served.exchange(HttpCall.of("POST", "/").withBody("01234567890"));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.reason()).isEqualTo("Over 10 bytes");
  }

  @Test
  void aReasonPhraseCannotSmuggleInAHeader() throws Exception {
    Served served =
        open(
            request ->
                new HttpResponse(
                    400, "a\r\nX-Evil: yes", Headers.empty(), output -> output.write('b')));

    HttpAnswer answer = served.exchange(HttpCall.of("GET", "/"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().first("X-Evil")).isNull();
    assertThat(answer.text()).isEqualTo("b");
  }

  @Test
  void headAnswersWithTheHeadersAlone() throws Exception {
    Served served = open(request -> text(200, "four"));

    HttpAnswer answer = served.exchange(HttpCall.of("HEAD", "/"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("Content-Type")).startsWith("text/plain");
    assertThat(answer.headers().first("Content-Length")).isIn("4", null);
    assertThat(answer.body().readAllBytes()).isEmpty();
  }

  @Test
  void whatAHandlerThrowsBecomesA500ThatTellsNothingOfIt() throws Exception {
    Served served =
        open(
            request -> {
              if (request.path().equals("/error")) {
                throw new NoClassDefFoundError("s3cret");
              }
              throw new IOException("s3cret");
            });

    for (String target : List.of("/exception", "/error")) {
      HttpAnswer answer = served.exchange(HttpCall.of("POST", target).withBody("x"));
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.headers().first("Content-Type")).isEqualTo("application/json");
      String body = answer.text();
      assertThat(body).doesNotContain("s3cret").doesNotContain("Exception");
      assertThat(Json.read(body))
          .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
          .containsOnlyKeys("error", "cause", "remedy");
    }
  }

  private Served open(HttpHandler handler) throws Exception {
    Served served = serve(handler);
    opened.add(served);
    return served;
  }

  private static String path(Served served, String target) throws Exception {
    return served.exchange(HttpCall.of("GET", target)).text();
  }

  private static HttpResponse text(int status, String text) {
    return HttpResponse.text(status, "text/plain", text);
  }

  /** Some adapters hand over all values in one (RFC 9110 §5.3), which means the same. */
  private static String joined(Headers headers, String name) {
    List<String> values = headers.all().get(name);
    return values == null ? "" : String.join(",", values).replace(", ", ",");
  }
}
