// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.gcp;

import dev.lsml.deploy.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a user says about a deployment to Google. Immutable. May hold nonsense until {@link
 * #problems} was looked at.
 *
 * @param project the project's id, empty when none was named
 * @param region such as {@code us-central1}
 * @param service the service's name
 * @param sizes the settings of the service root that were given, by the names of its variables;
 *     numbers and texts
 * @param environment further variables of service and job
 */
public record GcpSettings(
    String project,
    String region,
    String service,
    Map<String, Object> sizes,
    Map<String, String> environment) {
  /** Where a service runs when no region was named: in the lowest of Google's price tiers. */
  public static final String DEFAULT_REGION = "us-central1";

  private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9-]{4,28}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+[0-9]+");
  private static final Pattern SERVICE = Pattern.compile("[a-z]([a-z0-9-]{0,47}[a-z0-9])?");

  /** Copies the maps. */
  public GcpSettings {
    sizes = Map.copyOf(sizes);
    environment = Map.copyOf(environment);
  }

  /** All that is wrong with these settings by themselves. */
  public List<Finding> problems() {
    List<Finding> problems = new ArrayList<>();
    if (project.isEmpty()) {
      problems.add(
          Finding.error(
              "No Google Cloud project is named",
              "neither -Dgcp.project= nor the environment variable GOOGLE_CLOUD_PROJECT is set",
              "Add -Dgcp.project=ID; 'gcloud projects list' shows the ids"));
    } else if (!PROJECT.matcher(project).matches()) {
      problems.add(
          Finding.error(
              "'" + project + "' is not the id of a Google Cloud project",
              "an id has 6 to 30 small letters, digits and hyphens and begins with a letter; a"
                  + " project's name or number is something else",
              "Look it up in the column PROJECT_ID of 'gcloud projects list'"));
    }
    if (!REGION.matcher(region).matches()) {
      problems.add(
          Finding.error(
              "'" + region + "' is not a region of Google Cloud",
              "regions are called such as us-central1 or europe-west4; us-central1-a would be a"
                  + " zone",
              "Correct -Dgcp.region=; 'gcloud run regions list' shows them"));
    }
    if (!SERVICE.matcher(service).matches()) {
      problems.add(
          Finding.error(
              "'" + service + "' cannot be the name of a Cloud Run service",
              "a name has at most 49 small letters, digits and hyphens, begins with a letter and"
                  + " does not end with a hyphen",
              "Name it yourself: -Dgcp.service=" + suggestion(service)));
    }
    return problems;
  }

  /** The nearest name that is one. */
  private static String suggestion(String service) {
    String name = service.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    name = name.replaceAll("^[^a-z]+", "");
    name = name.substring(0, Math.min(name.length(), 49)).replaceAll("-+$", "");
    return name.isEmpty() ? "my-backend" : name;
  }

  /** What things are called. */
  public GcpNames names() {
    return new GcpNames(project, service);
  }

  /**
   * The first of the values that says something.
   *
   * @return {@code null} when none does
   */
  public static @Nullable String firstOf(@Nullable String... values) {
    for (String value : values) {
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }
}
