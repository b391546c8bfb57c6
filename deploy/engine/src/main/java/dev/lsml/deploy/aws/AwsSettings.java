// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import dev.lsml.deploy.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a user says about a deployment to AWS. Immutable. May hold nonsense until {@link #problems}
 * was looked at.
 *
 * @param account the one that has to be deployed to, empty for whichever the credentials are of
 * @param region such as {@code eu-central-1}, empty when none is named
 * @param service the name of the function that serves
 * @param packaging {@code zip} or {@code image}; empty for what fits
 * @param sizes the settings of the service root that were given, by the names of its variables;
 *     numbers and texts
 * @param environment further variables of both functions
 */
public record AwsSettings(
    String account,
    String region,
    String service,
    String packaging,
    Map<String, Object> sizes,
    Map<String, String> environment) {
  /** A variable of {@link #sizes}: concurrent executions of the service at most. */
  public static final String MAX_CONCURRENCY = "max_concurrency";

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]+");
  private static final Pattern SERVICE = Pattern.compile("[a-z]([a-z0-9-]{0,47}[a-z0-9])?");
  private static final Set<String> PACKAGINGS = Set.of("", "zip", "image");
  private static final Set<String> RUNTIMES = Set.of("java17", "java21", "java25");
  private static final int LEAST_MEMORY = 128;
  private static final int MOST_MEMORY = 10_240;

  /** Copies the maps. */
  public AwsSettings {
    sizes = Map.copyOf(sizes);
    environment = Map.copyOf(environment);
  }

  /** All that is wrong with these settings by themselves. */
  public List<Finding> problems() {
    List<Finding> problems = new ArrayList<>();
    if (region.isEmpty()) {
      problems.add(
          Finding.error(
              "No AWS region is named",
              "neither -Daws.region= nor the environment variable AWS_REGION nor the profile says"
                  + " one",
              "Add -Daws.region= with one near your annotators, such as eu-central-1"));
    } else if (!REGION.matcher(region).matches()) {
      problems.add(
          Finding.error(
              "'" + region + "' is not a region of AWS",
              "regions are called such as us-east-1 or eu-central-1; eu-central-1a would be a zone",
              "Correct -Daws.region=; 'aws account list-regions' shows them"));
    }
    if (!account.isEmpty() && !ACCOUNT.matcher(account).matches()) {
      problems.add(
          Finding.error(
              "'" + account + "' is not the number of an AWS account",
              "it has 12 digits and no hyphens",
              "Correct -Daws.account=, or leave it out; 'aws sts get-caller-identity' shows yours"));
    }
    if (!SERVICE.matcher(service).matches()) {
      problems.add(
          Finding.error(
              "'" + service + "' cannot be the name of a service",
              "a name has at most 49 small letters, digits and hyphens, begins with a letter and"
                  + " does not end with a hyphen",
              "Name it yourself: -Daws.service=" + suggestion(service)));
    }
    if (!PACKAGINGS.contains(packaging)) {
      problems.add(
          Finding.error(
              "'" + packaging + "' is no way to package a function",
              "there are zip, which starts from a snapshot, and image, which may be larger than 250"
                  + " MB",
              "Correct -Daws.packaging=, or leave it out for what fits"));
    }
    sizes(problems);
    return problems;
  }

  private void sizes(List<Finding> problems) {
    Object runtime = sizes.get("runtime");
    if (runtime != null && !RUNTIMES.contains(runtime.toString())) {
      problems.add(
          Finding.error(
              "'" + runtime + "' is no runtime for this",
              "Lambda's runtimes that can run it are java17, java21 and java25",
              "Correct -Daws.runtime=, or leave it out"));
    }
    memory("memory", "aws.memory", problems);
    memory("train_memory", "aws.trainMemory", problems);
    if (sizes.get(MAX_CONCURRENCY) instanceof Number most && most.longValue() < 1) {
      problems.add(
          Finding.error(
              "With -Daws.maxConcurrency=" + most + " nothing would be answered",
              "it is how many requests are answered at a time",
              "Give 1 or more, or leave it out for no limit of its own"));
    }
  }

  private void memory(String variable, String property, List<Finding> problems) {
    if (sizes.get(variable) instanceof Number memory
        && (memory.longValue() < LEAST_MEMORY || memory.longValue() > MOST_MEMORY)) {
      problems.add(
          Finding.error(
              "-D" + property + "=" + memory + " cannot be had",
              "Lambda offers " + LEAST_MEMORY + " to " + MOST_MEMORY + " MB",
              "Correct it; 1769 MB come with one whole processor"));
    }
  }

  /** How many concurrent executions are to be reserved, {@code null} for none. */
  @Nullable Long reserved() {
    return sizes.get(MAX_CONCURRENCY) instanceof Number most ? most.longValue() : null;
  }

  /** The nearest name that is one. */
  private static String suggestion(String service) {
    String name = service.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    name = name.replaceAll("^[^a-z]+", "");
    name = name.substring(0, Math.min(name.length(), 49)).replaceAll("-+$", "");
    return name.isEmpty() ? "my-backend" : name;
  }
}
