// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.amazon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.aws.auth.AwsKeys;
import dev.lsml.aws.auth.KeySource;
import dev.lsml.aws.http.AwsHttp;
import dev.lsml.aws.http.Backoff;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * AWS as far as a test says what it answers; notes every call. What it was not told of is not
 * there, as far as one service tells from another: each in its own words.
 */
public final class FakeAws implements AutoCloseable {
  /** The account of the keys. */
  public static final String ACCOUNT = "123456789012";

  /** The region that is asked. */
  public static final String REGION = "eu-central-1";

  private final Map<String, Answer> answers = new HashMap<>();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;
  private KeySource keys = () -> new AwsKeys("AKID", "secret", null);

  private record Answer(int status, String errorType, String body) {}

  /** Starts one on a free port. */
  public FakeAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    on(
        "POST / GetCallerIdentity",
        200,
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
            + "<GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ann</Arn>"
            + "<UserId>X</UserId><Account>123456789012</Account></GetCallerIdentityResult>"
            + "</GetCallerIdentityResponse>");
  }

  /**
   * Says what a call is answered with.
   *
   * @param call such as {@code GET /bucket/key}, {@code PUT /bucket?versioning} or {@code POST /
   *     secretsmanager.GetSecretValue}
   */
  public void on(String call, int status, String body) {
    answers.put(call, new Answer(status, "", body));
  }

  /** Says that a call to Lambda is refused. */
  public void refuse(String call, int status, String errorType, String message) {
    answers.put(call, new Answer(status, errorType, "{\"Message\":\"" + message + "\"}"));
  }

  /** Nobody is signed in from now on. */
  public void withoutKeys(String message) {
    keys =
        () -> {
          throw new IOException(message);
        };
  }

  /** All calls so far, without the headers. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** The bodies of the calls, in the same order. */
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** For the services that speak JSON. */
  public AwsApi api() {
    return new AwsApi(
        environment(), REGION, () -> keys.keys(), AwsHttp.patient(Backoff.NONE), clock());
  }

  /** For those that speak XML. */
  public AwsClients clients() {
    return new AwsClients(environment(), REGION, () -> keys.keys());
  }

  private static InstantSource clock() {
    return InstantSource.system();
  }

  /** The variables of a process that has this for AWS, and keys for it. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "AWS_REGION",
        REGION,
        "AWS_ACCESS_KEY_ID",
        "AKID",
        "AWS_SECRET_ACCESS_KEY",
        "secret");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      if (target != null) {
        call += " " + target;
      } else if (body.startsWith("Action=")) {
        call += " " + body.substring(7, body.indexOf('&'));
      }
      calls.add(call);
      bodies.add(body);
      Answer answer = answers.getOrDefault(call, new Answer(404, "", ""));
      if (!answer.errorType().isEmpty()) {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", answer.errorType() + ":http://x/");
      }
      byte[] sent = answer.body().getBytes(StandardCharsets.UTF_8);
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), isHead || sent.length == 0 ? -1 : sent.length);
      if (!isHead && sent.length > 0) {
        exchange.getResponseBody().write(sent);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
