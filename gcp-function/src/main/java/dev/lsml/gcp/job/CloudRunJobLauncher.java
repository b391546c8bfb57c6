// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.job;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.train.LaunchException;
import dev.lsml.core.train.TrainingLauncher;
import dev.lsml.gcp.metadata.TokenSource;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts an execution of a Cloud Run job with {@code train UID} as its arguments. One call of
 * Google's API, with a limit for all of it: token, connection and answer. Thread-safe.
 *
 * @see <a href="https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.jobs/run">
 *     the call</a>
 */
public final class CloudRunJobLauncher implements TrainingLauncher {
  private final String endpoint;
  private final String job;
  private final TokenSource tokens;
  private final Duration patience;

  /**
   * Makes one.
   *
   * @param endpoint where the API is, ending with a slash
   * @param job such as {@code projects/P/locations/L/jobs/J}
   * @param patience how long a launch may take in all
   */
  public CloudRunJobLauncher(String endpoint, String job, TokenSource tokens, Duration patience) {
    this.endpoint = endpoint;
    this.job = job;
    this.tokens = tokens;
    this.patience = patience;
  }

  @Override
  public void launch(ProjectUid project) throws LaunchException {
    RunCall call =
        new RunCall(
            endpoint + "v2/" + job + ":run",
            "{\"overrides\":{\"containerOverrides\":[{\"args\":[\"train\",\"" + project + "\"]}]}}",
            tokens,
            patience);
    // In a thread of its own, since neither looking up a name nor a server that sends its answer
    // bit by bit can be limited otherwise.
    Thread thread = new Thread(call, "lsml-launch");
    thread.setDaemon(true);
    thread.start();
    RunCall.Answer answer;
    try {
      answer = call.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      boolean sent = !call.abandon();
      throw problem("it did not answer within " + patience.toMillis() + " ms", sent, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw problem(String.valueOf(cause.getMessage()), call.isSent(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw problem("the wait for it was interrupted", !call.abandon(), e);
    }
    if (answer.status() / 100 != 2) {
      throw refused(answer);
    }
  }

  private LaunchException refused(RunCall.Answer answer) {
    int status = answer.status();
    String told = "Google answered " + status + " (" + answer.text() + ")";
    String remedy =
        switch (status) {
          case 401 -> "look which service account this service runs as";
          case 403 ->
              "give the service account of this service the role"
                  + " roles/run.jobsExecutorWithOverrides on the job, as deploying does";
          case 404 -> "deploy again, or set LSML_TRAINING_JOB to a job that there is";
          case 429, 503 -> "nothing is to be done unless it stays so: the next event tries again";
          default -> "look at the job in Google's console";
        };
    // A gateway that gives up does not know what became of the request behind it.
    boolean unknown = status == 500 || status == 502 || status == 504;
    return new LaunchException(
        "cannot start the training job " + job + ": " + told + "; " + remedy, unknown, null);
  }

  private LaunchException problem(String cause, boolean sent, Throwable e) {
    return new LaunchException(
        (sent
                ? "the training job "
                    + job
                    + " was told to start, but it is not known whether it"
                    + " did: "
                : "cannot start the training job " + job + ": ")
            + cause
            + (sent
                ? "; if no version comes of it, an event after five minutes tries again"
                : "; the next event tries again"),
        sent,
        e);
  }
}
