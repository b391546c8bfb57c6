// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.train;

import dev.lsml.aws.auth.AwsEnvironment;
import dev.lsml.aws.http.AwsHttp;
import dev.lsml.core.train.TrainingLauncher;
import dev.lsml.core.train.TrainingLauncherProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Knows FIFO queues of Amazon SQS by their addresses. Thread-safe. */
public final class SqsTrainingLauncherProvider implements TrainingLauncherProvider {
  private static final Duration PATIENCE = Duration.ofMillis(600);

  /** For {@link java.util.ServiceLoader}. */
  public SqsTrainingLauncherProvider() {}

  @Override
  public boolean knows(String job) {
    return (job.startsWith("https://") || job.startsWith("http://")) && job.endsWith(".fifo");
  }

  @Override
  public String form() {
    return "https://sqs.REGION.amazonaws.com/ACCOUNT/NAME.fifo";
  }

  @Override
  public TrainingLauncher launcher(String job, Map<String, String> environment) {
    int millis = (int) PATIENCE.toMillis();
    InstantSource clock = InstantSource.system();
    SqsQueue queue =
        new SqsQueue(
            job,
            environment,
            AwsEnvironment.keys(environment),
            AwsHttp.once(millis, millis),
            clock);
    return new SqsTrainingLauncher(queue, clock, PATIENCE);
  }
}
