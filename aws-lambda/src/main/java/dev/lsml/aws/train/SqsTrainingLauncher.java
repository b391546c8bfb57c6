// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.train;

import dev.lsml.aws.http.Refusal;
import dev.lsml.core.json.Json;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.train.LaunchException;
import dev.lsml.core.train.TrainingLauncher;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a message to the queue of the training function. The group is the project, so that a
 * project's messages are worked on one after another. One request, with a limit for all of it.
 * Thread-safe.
 */
final class SqsTrainingLauncher implements TrainingLauncher {
  private final SqsQueue queue;
  private final InstantSource clock;
  private final Duration patience;

  /**
   * Makes one.
   *
   * @param patience how long a launch may take in all
   */
  SqsTrainingLauncher(SqsQueue queue, InstantSource clock, Duration patience) {
    this.queue = queue;
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public void launch(ProjectUid project) throws LaunchException {
    String uid = project.value();
    // Whoever launches has noted in the store for which request, so each launch is one of its own.
    String once = uid + "-" + clock.millis();
    FutureTask<Boolean> call =
        new FutureTask<>(
            () -> {
              queue.send(Json.text(Map.of("project", uid)), uid, once);
              return true;
            });
    // In a thread of its own, since looking up a name cannot be limited otherwise.
    Thread thread = new Thread(call, "lsml-launch");
    thread.setDaemon(true);
    thread.start();
    try {
      call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unknown("it did not answer within " + patience.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw problem(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown("the wait for it was interrupted", e);
    }
  }

  private LaunchException problem(Throwable cause) {
    if (cause instanceof Refusal refusal) {
      String remedy =
          refusal.text().contains("AccessDenied")
              ? "give the role of this function sqs:SendMessage on the queue, as deploying does"
              : refusal.text().contains("NonExistentQueue")
                      || refusal.text().contains("QueueDoesNotExist")
                  ? "deploy again, or set LSML_TRAINING_JOB to a queue that there is"
                  : "look at the queue in the AWS console";
      return new LaunchException(
          "cannot send to the training queue "
              + queue
              + ": SQS refuses, "
              + said(refusal)
              + "; "
              + remedy,
          false,
          refusal);
    }
    if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
      return new LaunchException(
          "cannot send to the training queue "
              + queue
              + ": it cannot be reached, "
              + cause.getMessage()
              + "; the next event tries again",
          false,
          cause);
    }
    return cause instanceof IOException
        ? unknown(String.valueOf(cause.getMessage()), cause)
        : new LaunchException(
            "cannot send to the training queue " + queue + ": " + cause, false, cause);
  }

  private static String said(Refusal refusal) {
    return String.valueOf(refusal.getMessage());
  }

  private LaunchException unknown(String cause, Throwable e) {
    return new LaunchException(
        "a message was sent to the training queue "
            + queue
            + ", but it is not known whether it arrived: "
            + cause
            + "; if no version comes of it, an event after five minutes tries again",
        true,
        e);
  }
}
