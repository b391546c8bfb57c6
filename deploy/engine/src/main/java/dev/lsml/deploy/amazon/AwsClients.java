// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.amazon;

import dev.lsml.aws.auth.AwsKeys;
import dev.lsml.aws.auth.KeySource;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * AWS's own clients, for the services that speak XML; made when they are asked for, and to be
 * closed by whoever asks. Thread-safe.
 */
public final class AwsClients {
  private final Map<String, String> environment;
  private final String region;
  private final KeySource keys;

  /**
   * Makes it.
   *
   * @param environment endpoints
   * @param keys who calls
   */
  public AwsClients(Map<String, String> environment, String region, KeySource keys) {
    this.environment = Map.copyOf(environment);
    this.region = region;
    this.keys = keys;
  }

  /** The region that is asked. */
  public String region() {
    return region;
  }

  StsClient sts() {
    URI standIn = AwsService.STS.standIn(environment);
    return StsClient.builder()
        .region(Region.of(region))
        .credentialsProvider(credentials())
        .httpClient(UrlConnectionHttpClient.create())
        .applyMutation(
            client -> {
              if (standIn != null) {
                client.endpointOverride(standIn);
              }
            })
        .build();
  }

  /** For buckets and objects. */
  public S3Client s3() {
    URI standIn = AwsService.S3.standIn(environment);
    return S3Client.builder()
        .region(Region.of(region))
        .credentialsProvider(credentials())
        .httpClient(UrlConnectionHttpClient.create())
        .forcePathStyle(standIn != null)
        .applyMutation(
            client -> {
              if (standIn != null) {
                client.endpointOverride(standIn);
              }
            })
        .build();
  }

  private AwsCredentialsProvider credentials() {
    return () -> {
      try {
        AwsKeys found = keys.keys();
        String token = found.token();
        AwsCredentials credentials =
            token == null
                ? AwsBasicCredentials.create(found.id(), found.secret())
                : AwsSessionCredentials.create(found.id(), found.secret(), token);
        return credentials;
      } catch (IOException e) {
        throw SdkClientException.create(e.getMessage(), e);
      }
    };
  }

  /** What a failure of one of the clients means. */
  static AwsException failure(AwsApi.Call what, String region, SdkException e) {
    if (!(e instanceof AwsServiceException refusal)) {
      return AwsRefusals.unanswered(what.doing(), region, String.valueOf(e.getMessage()), e);
    }
    @Nullable AwsErrorDetails details = refusal.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    String message = details == null ? null : details.errorMessage();
    return AwsRefusals.of(
        what,
        region,
        refusal.statusCode(),
        code == null ? "" : code,
        message == null ? "" : message,
        e);
  }
}
