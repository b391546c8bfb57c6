// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.AwsApi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda does for event source mappings of queues: receives messages, has the function work on
 * them, and deletes those that are done. All else is the queue's: it keeps the order of a group,
 * shows a message again after a time, and puts it aside after so many times. Thread-safe.
 */
public final class QueuePoller implements AutoCloseable {
  /** How many batches may be worked on at a time; what Lambda begins with. */
  private static final int AT_A_TIME = 5;

  private static final long PERIOD_MILLIS = 400;

  private final AwsApi api;
  private final LambdaStage stage;
  private final Semaphore places = new Semaphore(AT_A_TIME);
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final ScheduledExecutorService receiver = Executors.newSingleThreadScheduledExecutor();
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

  /**
   * A batch that a function worked on.
   *
   * @param bodies of its messages
   * @param failed how many of them are to come again
   */
  public record Delivery(String function, List<String> bodies, Outcome outcome, int failed) {}

  /** Begins to poll. */
  public QueuePoller(AwsApi api, LambdaStage stage) {
    this.api = api;
    this.stage = stage;
    // One who receives: two at a time do not keep the order of a group in the queue's stand-in.
    receiver.scheduleWithFixedDelay(this::poll, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What was worked on so far. */
  public List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  private void poll() {
    try {
      List<JsonView> mappings =
          api.rest("lambda", "GET", "/2015-03-31/event-source-mappings/", null)
              .expect(200)
              .json()
              .get("EventSourceMappings")
              .items();
      for (JsonView mapping : mappings) {
        while ("Enabled".equals(mapping.get("State").stringOrNull())
            && places.tryAcquire()
            && receive(mapping)) {
          continue; // until the queue has nothing more to show
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | AssertionError e) {
      report(e);
    }
  }

  private void report(Throwable e) {
    if (!receiver.isShutdown()) {
      System.err.println("the poller of queues: " + e);
    }
  }

  /** Takes a batch, if there is one, and has it worked on; gives the place back in the end. */
  private boolean receive(JsonView mapping) throws Exception {
    boolean given = false;
    try {
      String arn = mapping.get("EventSourceArn").string();
      String queue =
          api.call(
                  "sqs",
                  "AmazonSQS.GetQueueUrl",
                  Map.of("QueueName", arn.substring(arn.lastIndexOf(':') + 1)))
              .get("QueueUrl")
              .string();
      JsonView answer =
          api.call(
              "sqs",
              "AmazonSQS.ReceiveMessage",
              Map.of(
                  "QueueUrl",
                  queue,
                  "MaxNumberOfMessages",
                  mapping.get("BatchSize").whole(),
                  "AttributeNames",
                  List.of("All")));
      List<JsonView> messages = answer.has("Messages") ? answer.get("Messages").items() : List.of();
      if (messages.isEmpty()) {
        return false;
      }
      workers.execute(
          () -> {
            try {
              work(mapping, arn, queue, messages);
            } catch (Exception | AssertionError e) {
              report(e);
            } finally {
              places.release();
            }
          });
      given = true;
      return true;
    } finally {
      if (!given) {
        places.release();
      }
    }
  }

  private void work(JsonView mapping, String arn, String queue, List<JsonView> messages)
      throws Exception {
    String function = mapping.get("FunctionArn").string().split(":function:", 2)[1];
    String[] name = function.split(":");
    Outcome outcome =
        stage.invoke(name[0], name.length > 1 ? name[1] : "$LATEST", event(messages, arn));
    if (outcome == null) {
      return; // the function is gone; the messages come again
    }
    Set<String> failed = failed(mapping, messages, outcome);
    for (JsonView message : messages) {
      if (!failed.contains(message.get("MessageId").string())) {
        api.call(
            "sqs",
            "AmazonSQS.DeleteMessage",
            Map.of("QueueUrl", queue, "ReceiptHandle", message.get("ReceiptHandle").string()));
      }
    }
    deliveries.add(
        new Delivery(
            name[0],
            messages.stream().map(message -> message.get("Body").string()).toList(),
            outcome,
            failed.size()));
  }

  /** As Lambda hands them over. */
  private static byte[] event(List<JsonView> messages, String arn) {
    List<Object> records = new ArrayList<>();
    for (JsonView message : messages) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("messageId", message.get("MessageId").string());
      entry.put("receiptHandle", message.get("ReceiptHandle").string());
      entry.put("body", message.get("Body").string());
      entry.put("attributes", message.get("Attributes").object());
      entry.put("messageAttributes", Map.of());
      entry.put("md5OfBody", message.get("MD5OfBody").string());
      entry.put("eventSource", "aws:sqs");
      entry.put("eventSourceARN", arn);
      entry.put("awsRegion", AwsApi.REGION);
      records.add(entry);
    }
    return Json.bytes(Map.of("Records", records));
  }

  /**
   * The ids of the messages that are not done.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting">
   *     success and failure conditions</a>
   */
  static Set<String> failed(JsonView mapping, List<JsonView> messages, Outcome outcome) {
    Set<String> all = new HashSet<>();
    messages.forEach(message -> all.add(message.get("MessageId").string()));
    if (outcome.kind() != Outcome.Kind.ANSWERED) {
      return all;
    }
    boolean reports =
        mapping.has("FunctionResponseTypes")
            && mapping.get("FunctionResponseTypes").items().stream()
                .anyMatch(type -> type.string().equals("ReportBatchItemFailures"));
    if (!reports || outcome.payload().length == 0) {
      return Set.of();
    }
    Set<String> failed = new HashSet<>();
    try {
      JsonView told = JsonView.of(Json.read(outcome.payload()));
      if (told.isNull() || !told.has("batchItemFailures")) {
        return Set.of();
      }
      for (JsonView failure : told.get("batchItemFailures").items()) {
        failed.add(failure.get("itemIdentifier").string());
      }
    } catch (JsonException e) {
      return all;
    }
    return all.containsAll(failed) ? failed : all;
  }

  @Override
  public void close() {
    receiver.shutdownNow();
    workers.shutdownNow();
  }
}
