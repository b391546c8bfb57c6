// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.train;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One FIFO queue of SQS with the two calls that are used, and the event source mapping behind it: a
 * message that a batch reports as failed is kept, and hidden for as long as was said.
 */
public final class FakeSqs implements AutoCloseable {
  /** The queue's address. */
  public static final String QUEUE =
      "https://sqs.eu-central-1.amazonaws.com/123456789012/reviews-train.fifo";

  /** What becomes of a request. */
  public enum Mood {
    /** It is answered. */
    WELL,
    /** {@code sqs:SendMessage} is not allowed. */
    FORBIDDEN,
    /** There is no such queue. */
    NO_QUEUE,
    /** SQS has trouble of its own. */
    TROUBLE,
    /** Nothing comes back. */
    HANGS
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, JsonView> messages = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();

  /** Seconds for which a receipt handle's message is hidden. */
  private final Map<String, Long> hidden = new TreeMap<>();

  /** What becomes of the next requests. */
  public volatile Mood mood = Mood.WELL;

  /** Starts it. */
  public FakeSqs() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** What a function's environment says of it. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_SQS",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "AWS_ACCESS_KEY_ID",
        "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY",
        "secret");
  }

  /** The calls so far, with the region and service that they were signed for. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The messages that are in the queue, hidden or not. */
  public synchronized List<JsonView> messages() {
    return List.copyOf(messages.values());
  }

  /** For how long what was received is hidden, in seconds by receipt handle. */
  public synchronized Map<String, Long> hidden() {
    return new TreeMap<>(hidden);
  }

  /** The event that Lambda makes of all messages. */
  public synchronized byte[] event() {
    List<Object> entries = new ArrayList<>();
    messages.forEach((id, message) -> entries.add(entry(id, message)));
    return Json.bytes(Map.of("Records", entries));
  }

  private static Map<String, Object> entry(String id, JsonView message) {
    return Map.of(
        "messageId",
        id,
        "receiptHandle",
        "handle of " + id,
        "body",
        message.get("MessageBody").string(),
        "attributes",
        Map.of("MessageGroupId", message.get("MessageGroupId").string()),
        "eventSource",
        "aws:sqs",
        "eventSourceARN",
        "arn:aws:sqs:eu-central-1:123456789012:reviews-train.fifo");
  }

  /** Takes a batch's answer as Lambda does: what is not reported as failed is deleted. */
  public synchronized void settle(byte[] answer) {
    List<String> failed = new ArrayList<>();
    JsonView.of(Json.read(new String(answer, StandardCharsets.UTF_8)))
        .get("batchItemFailures")
        .items()
        .forEach(item -> failed.add(item.get("itemIdentifier").string()));
    messages.keySet().retainAll(failed);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String scope = exchange.getRequestHeaders().getFirst("Authorization");
    JsonView parameters = JsonView.of(Json.read(new String(body, StandardCharsets.UTF_8)));
    synchronized (this) {
      calls.add(target + " " + scope.substring(scope.indexOf('/'), scope.indexOf("/aws4")));
    }
    switch (mood) {
      case WELL -> reply(exchange, 200, answer(target, parameters));
      case FORBIDDEN ->
          reply(
              exchange,
              403,
              Map.of("__type", "com.amazonaws.sqs#AccessDeniedException", "message", "not you"));
      case NO_QUEUE ->
          reply(
              exchange,
              400,
              Map.of("__type", "com.amazonaws.sqs#QueueDoesNotExist", "message", "not here"));
      case TROUBLE -> reply(exchange, 500, Map.of("__type", "InternalFailure"));
      case HANGS -> await();
    }
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Map<String, Object> answer(String target, JsonView parameters) {
    if (!parameters.get("QueueUrl").string().equals(QUEUE)) {
      throw new AssertionError("another queue: " + parameters);
    }
    if (target.equals("AmazonSQS.SendMessage")) {
      String once = parameters.get("MessageDeduplicationId").string();
      boolean known =
          messages.values().stream()
              .anyMatch(m -> m.get("MessageDeduplicationId").string().equals(once));
      if (!known) {
        messages.put("m" + (messages.size() + 1), parameters);
      }
      return Map.of("MessageId", "m" + messages.size());
    }
    if (target.equals("AmazonSQS.ChangeMessageVisibility")) {
      hidden.put(
          parameters.get("ReceiptHandle").string(), parameters.get("VisibilityTimeout").whole());
      return Map.of();
    }
    throw new AssertionError("another call: " + target);
  }

  private static void reply(HttpExchange exchange, int status, Map<String, Object> json)
      throws IOException {
    byte[] body = Json.bytes(json);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
