// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.train;

import dev.lsml.aws.auth.AwsEnvironment;
import dev.lsml.aws.auth.KeySource;
import dev.lsml.aws.auth.SecretValues;
import dev.lsml.aws.http.AwsHttp;
import dev.lsml.aws.http.Backoff;
import dev.lsml.core.Edges;
import dev.lsml.core.TrainingJob;
import dev.lsml.core.config.Settings;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.protocol.ProjectUid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works off the messages that the training function is called with, and tells which of them are to
 * come again. A training that is due later is not waited for: its message comes again every minute
 * until then. Thread-safe if the worker is.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">batch
 *     item failures</a>
 */
public final class TrainingBatch {
  /** Looks at one project. */
  @FunctionalInterface
  public interface Worker {
    /**
     * Trains it if that is due.
     *
     * @param within what takes longer is cut off
     * @return when to look again, {@code null} when nothing is left to do
     */
    @Nullable Instant run(ProjectUid project, Duration within);
  }

  /** Left for ending a run that is cut off, and for the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(20);

  /**
   * Somebody may press the button meanwhile, and a message that is hidden holds up all later ones
   * of its project; so no wait is longer than this without a look.
   */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final String REMEDY =
      "a function of AWS Lambda may take 15 minutes at most: give the training function that time"
          + " and more memory, with which it gets more processor, let fit do less, or train"
          + " elsewhere";

  private static final System.Logger LOG = System.getLogger(TrainingBatch.class.getName());

  private final Worker worker;
  private final Function<String, SqsQueue> queues;
  private final InstantSource clock;

  /**
   * Makes one.
   *
   * @param queues gives the queue of an address
   */
  TrainingBatch(Worker worker, Function<String, SqsQueue> queues, InstantSource clock) {
    this.worker = worker;
    this.queues = queues;
    this.clock = clock;
  }

  /**
   * The one that trains the one model on the class path.
   *
   * @param environment such as {@link System#getenv()}
   * @throws IllegalStateException when there is no model, more than one, or the store cannot be
   *     used; says what to do
   */
  public static TrainingBatch open(Map<String, String> environment) {
    Settings settings = Settings.of(SecretValues.resolved(environment));
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    TrainingJob job =
        TrainingJob.of(
            settings,
            ModelType.discover(loader == null ? TrainingBatch.class.getClassLoader() : loader),
            Edges.of(settings),
            owner(environment));
    KeySource keys = AwsEnvironment.keys(environment);
    AwsHttp http = AwsHttp.patient(new Backoff(Thread::sleep));
    InstantSource clock = InstantSource.system();
    return new TrainingBatch(
        (project, within) -> job.turn(project, within, REMEDY),
        url -> new SqsQueue(url, environment, keys, http, clock),
        clock);
  }

  /** As people find it in CloudWatch. */
  private static String owner(Map<String, String> environment) {
    return environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "function")
        + ", log stream "
        + environment.getOrDefault("AWS_LAMBDA_LOG_STREAM_NAME", "unknown");
  }

  /**
   * Works an event off.
   *
   * @param event as Lambda sends it for a queue
   * @param remaining how long this invocation may still take
   * @return what Lambda expects, as JSON
   * @throws IllegalArgumentException when it is another event
   */
  public byte[] work(byte[] event, Supplier<Duration> remaining) throws IOException {
    Duration whole = remaining.get();
    List<Map<String, String>> failures = new ArrayList<>();
    Set<String> waiting = new HashSet<>();
    for (SqsMessage message : messages(event)) {
      // Another message of a project whose first one comes again must not overtake it.
      if (waiting.contains(message.group()) || !isDone(message, remaining.get(), whole)) {
        waiting.add(message.group());
        failures.add(Map.of("itemIdentifier", message.id()));
      }
    }
    return Json.bytes(Map.of("batchItemFailures", failures));
  }

  private static List<SqsMessage> messages(byte[] event) throws IOException {
    try {
      List<SqsMessage> messages = new ArrayList<>();
      for (JsonView entry :
          JsonView.of(Json.read(new ByteArrayInputStream(event))).get("Records").items()) {
        messages.add(SqsMessage.of(entry));
      }
      if (!messages.isEmpty()) {
        return messages;
      }
      throw new JsonException("it has no Records");
    } catch (JsonException e) {
      throw new IllegalArgumentException(
          "the event is none of an SQS queue: "
              + e.getMessage()
              + "; this function is called by the queue that the backend sends to, and by nothing"
              + " else");
    }
  }

  private boolean isDone(SqsMessage message, Duration remaining, Duration whole) {
    ProjectUid project = message.project();
    if (project == null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "message {0} names no project and is dropped: {1}",
          message.id(),
          message.body());
      return true;
    }
    if (remaining.compareTo(whole.dividedBy(2)) < 0) {
      showAgain(message, Duration.ZERO); // with the whole time of another invocation
      return false;
    }
    // Should this process be killed, the message is not to stay hidden for as long as the queue
    // hides it by itself, which is six times as long as an invocation may take.
    showAgain(message, remaining.plus(RESERVE));
    Instant next;
    try {
      next = worker.run(project, within(remaining));
    } catch (RuntimeException | LinkageError | VirtualMachineError e) {
      LOG.log(System.Logger.Level.ERROR, "the training of project " + project + " broke off", e);
      next = clock.instant().plus(LONGEST_WAIT);
    }
    if (next == null) {
      return true;
    }
    Duration wait = Duration.between(clock.instant(), next);
    showAgain(
        message,
        wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    return false;
  }

  /** What a run may take, so that it can be ended in time. */
  static Duration within(Duration remaining) {
    Duration third = remaining.dividedBy(3);
    return remaining.minus(RESERVE.compareTo(third) < 0 ? RESERVE : third);
  }

  private void showAgain(SqsMessage message, Duration wait) {
    try {
      queues
          .apply(message.queueUrl())
          .showAgain(message.receiptHandle(), wait.plusMillis(999).toSeconds());
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "message {0} cannot be hidden for {1}, and comes again when the queue says: {2}",
          message.id(),
          wait,
          e.getMessage());
    }
  }
}
