// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.auth;

import dev.lsml.aws.http.Backoff;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What AWS's standard variables say. Pure functions. */
public final class AwsEnvironment {
  private AwsEnvironment() {}

  /** The region that this process works in. */
  public static String region(Map<String, String> environment) {
    String region = text(environment, "AWS_REGION");
    if (region == null) {
      region = text(environment, "AWS_DEFAULT_REGION");
    }
    return region == null ? "us-east-1" : region;
  }

  /**
   * A server that stands in for AWS's, {@code null} for AWS's own.
   *
   * @param service such as {@code S3}, for {@code AWS_ENDPOINT_URL_S3}
   */
  public static @Nullable String endpoint(Map<String, String> environment, String service) {
    String endpoint = text(environment, "AWS_ENDPOINT_URL_" + service);
    if (endpoint == null) {
      endpoint = text(environment, "AWS_ENDPOINT_URL");
    }
    while (endpoint != null && endpoint.endsWith("/")) {
      endpoint = endpoint.substring(0, endpoint.length() - 1);
    }
    return endpoint;
  }

  /** What AWS's addresses in a region end with. */
  public static String domain(String region) {
    return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  }

  /**
   * The keys of the environment, or of the server that it names; else those that the SDK finds on a
   * developer's machine.
   */
  public static KeySource keys(Map<String, String> environment) {
    String id = text(environment, "AWS_ACCESS_KEY_ID");
    String secret = text(environment, "AWS_SECRET_ACCESS_KEY");
    if (id != null && secret != null) {
      AwsKeys keys = new AwsKeys(id, secret, text(environment, "AWS_SESSION_TOKEN"));
      return () -> keys;
    }
    return ContainerKeys.isPresent(environment)
        ? new ContainerKeys(environment, InstantSource.system(), new Backoff(Thread::sleep))
        : new SdkKeys();
  }

  private static @Nullable String text(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
