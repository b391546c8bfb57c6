// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lsml.aws.train.TrainingBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * The training of a backend as a Lambda function behind an SQS FIFO queue, which must have {@code
 * ReportBatchItemFailures} among its function response types. Thread-safe.
 */
public final class TrainingHandler implements RequestStreamHandler {
  static {
    LambdaLoggerFinder.install();
  }

  private final TrainingBatch batch;

  /**
   * Trains the one model on the class path, with the settings of the environment. For Lambda's
   * runtime, which makes one instance per process.
   */
  public TrainingHandler() {
    this(TrainingBatch.open(System.getenv()));
  }

  /** A function that works its messages off by this. */
  public TrainingHandler(TrainingBatch batch) {
    this.batch = batch;
  }

  /**
   * Works off the messages of one event.
   *
   * @throws IOException when the event cannot be read or the answer not be written
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Invocation.begin(context.getAwsRequestId());
    try {
      output.write(
          batch.work(
              input.readAllBytes(), () -> Duration.ofMillis(context.getRemainingTimeInMillis())));
    } finally {
      Invocation.end();
    }
  }
}
