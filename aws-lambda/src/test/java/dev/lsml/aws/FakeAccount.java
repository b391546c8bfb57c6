// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a function's role leads to: credentials, another pair each time they are asked for, and the
 * values of secrets, which may change. Thread-safe.
 */
final class FakeAccount implements AutoCloseable {
  private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";

  private final HttpServer server;
  private final Map<String, String> secrets = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private int issued;

  FakeAccount() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What Lambda puts into the environment, under SnapStart no keys but where they are. */
  Map<String, String> environment() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return Map.of(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        url + "/credentials",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "token",
        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
        url);
  }

  /** Sets a secret's value; its name stands for it in the environment. */
  synchronized String secret(String name, String value) {
    secrets.put(ARN + name, value);
    return ARN + name;
  }

  /** Deletes a secret. */
  synchronized void forget(String name) {
    secrets.remove(ARN + name);
  }

  /** What was asked so far: {@code credentials}, or a secret's name and the key it was asked by. */
  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, Object> answer =
        exchange.getRequestURI().getPath().equals("/credentials")
            ? credentials()
            : value(
                JsonView.of(Json.read(sent)).get("SecretId").string(),
                exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] body = Json.bytes(answer);
    exchange.sendResponseHeaders(answer.containsKey("__type") ? 400 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized Map<String, Object> credentials() {
    issued++;
    calls.add("credentials");
    return Map.of(
        "AccessKeyId",
        "KEY" + issued,
        "SecretAccessKey",
        "secret",
        "Token",
        "session",
        "Expiration",
        Instant.now().plusSeconds(3600).toString());
  }

  private synchronized Map<String, Object> value(String arn, String authorization) {
    int key = authorization.indexOf("KEY");
    calls.add(
        arn.substring(ARN.length())
            + " "
            + authorization.substring(key, authorization.indexOf('/')));
    String value = secrets.get(arn);
    return value == null
        ? Map.of("__type", "ResourceNotFoundException")
        : Map.of("SecretString", value);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
