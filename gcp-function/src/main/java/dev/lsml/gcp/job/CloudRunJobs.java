// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.job;

import dev.lsml.core.train.TrainingLauncher;
import dev.lsml.core.train.TrainingLauncherProvider;
import dev.lsml.gcp.metadata.MetadataServer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of Cloud Run. Google's API is asked at {@code https://run.googleapis.com/}, or where
 * {@code CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN} says, as with Google's own tools.
 */
public final class CloudRunJobs implements TrainingLauncherProvider {
  private static final String ENDPOINT = "CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN";

  /** For the service loader. */
  public CloudRunJobs() {}

  @Override
  public boolean knows(String job) {
    String[] parts = job.split("/", -1);
    return parts.length == 6
        && parts[0].equals("projects")
        && isName(parts[1])
        && parts[2].equals("locations")
        && isName(parts[3])
        && parts[4].equals("jobs")
        && isName(parts[5]);
  }

  @Override
  public String form() {
    return "projects/PROJECT/locations/REGION/jobs/JOB";
  }

  @Override
  public TrainingLauncher launcher(String job, Map<String, String> environment) {
    String endpoint = environment.get(ENDPOINT);
    if (endpoint == null || endpoint.isBlank()) {
      endpoint = "https://run.googleapis.com/";
    }
    return new CloudRunJobLauncher(
        endpoint.endsWith("/") ? endpoint : endpoint + "/",
        job,
        new MetadataServer(environment),
        Duration.ofMillis(600));
  }

  /** A project may hold a domain, as in {@code example.com:my-project}. */
  private static boolean isName(@Nullable String part) {
    for (int i = 0; part != null && i < part.length(); i++) {
      char c = part.charAt(i);
      boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
      if (!plain && c != '.' && c != ':') {
        return false;
      }
    }
    return part != null && !part.isEmpty();
  }
}
