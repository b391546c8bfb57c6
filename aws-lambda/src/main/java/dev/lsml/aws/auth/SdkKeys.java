// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.auth;

import java.io.IOException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What AWS's SDK finds on machines that are no Lambda function: profiles, single sign-on, instance
 * roles. Loads the SDK with the first use. Thread-safe.
 */
final class SdkKeys implements KeySource {
  @Override
  public AwsKeys keys() throws IOException {
    try {
      AwsCredentials found = Holder.PROVIDER.resolveCredentials();
      return new AwsKeys(
          found.accessKeyId(),
          found.secretAccessKey(),
          found instanceof AwsSessionCredentials role ? role.sessionToken() : null);
    } catch (SdkException e) {
      throw new IOException(
          "no AWS credentials found: "
              + e.getMessage()
              + "; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with the AWS"
              + " command line",
          e);
    }
  }

  private static final class Holder {
    static final DefaultCredentialsProvider PROVIDER = DefaultCredentialsProvider.builder().build();
  }
}
