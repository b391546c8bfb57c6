// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import dev.lsml.aws.auth.AwsEnvironment;
import dev.lsml.aws.auth.KeySource;
import dev.lsml.deploy.amazon.AwsApi;
import dev.lsml.deploy.amazon.AwsClients;
import dev.lsml.deploy.lambda.CodeStore;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/**
 * Where on AWS a service is, and what is asked there. Thread-safe.
 *
 * @param caller whose the credentials are
 * @param api for the region
 * @param clients for the region
 */
public record AwsPlace(AwsSettings settings, AwsCaller caller, AwsApi api, AwsClients clients) {
  /** Finds the account, with the credentials that AWS's own tools would find. */
  public static AwsPlace of(AwsSettings settings, Map<String, String> environment) {
    KeySource keys = AwsEnvironment.keys(environment);
    AwsClients clients = new AwsClients(environment, settings.region(), keys);
    return new AwsPlace(
        settings,
        AwsCaller.find(settings, clients),
        AwsApi.of(environment, settings.region()),
        clients);
  }

  /** What things there are called. */
  public AwsNames names() {
    return new AwsNames(caller.account(), settings.region(), settings.service());
  }

  /** Where the versions of its models are, as in {@code LSML_STORE}. */
  public URI models() {
    return URI.create("s3://" + names().modelBucket());
  }

  /** Where zips go. */
  public CodeStore codes(Consumer<String> progress) {
    return new CodeStore(clients.s3(), names().stateBucket(), caller.account(), progress);
  }

  /**
   * The region that is meant: the one that is told, else that of the environment, else that of the
   * profile.
   *
   * @param told {@code null} or blank for none
   * @return empty when nothing names one
   */
  public static String region(@Nullable String told, Map<String, String> environment) {
    String region = told;
    for (String name : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
      if (region == null || region.isBlank()) {
        region = environment.get(name);
      }
    }
    return region == null || region.isBlank() ? profileRegion() : region.strip();
  }

  private static String profileRegion() {
    try {
      return new AwsProfileRegionProvider().getRegion().id();
    } catch (SdkClientException e) {
      return ""; // whoever asks says what to do
    }
  }
}
