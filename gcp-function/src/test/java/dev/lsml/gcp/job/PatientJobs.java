// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.job;

import dev.lsml.core.train.TrainingLauncher;
import dev.lsml.core.train.TrainingLauncherProvider;
import dev.lsml.gcp.metadata.MetadataServer;
import java.time.Duration;
import java.util.Map;

/** The jobs of Cloud Run with more time for a launch, since the tests' machine may be busy. */
public final class PatientJobs implements TrainingLauncherProvider {
  static final String PREFIX = "patient:";

  @Override
  public boolean knows(String job) {
    return job.startsWith(PREFIX);
  }

  @Override
  public String form() {
    return PREFIX + "JOB";
  }

  @Override
  public TrainingLauncher launcher(String job, Map<String, String> environment) {
    return new CloudRunJobLauncher(
        environment.getOrDefault("CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN", "http://127.0.0.1:1/"),
        job.substring(PREFIX.length()),
        new MetadataServer(environment),
        Duration.ofSeconds(5));
  }
}
