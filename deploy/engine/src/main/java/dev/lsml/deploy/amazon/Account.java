// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.amazon;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who deploys. Immutable.
 *
 * @param id the account's, twelve digits
 * @param caller the ARN of the user or role
 */
public record Account(String id, String caller) {
  private static final AwsApi.Call ASK =
      new AwsApi.Call("learn which account this is", "sts:GetCallerIdentity");

  /**
   * Asks AWS.
   *
   * @throws AwsException when there are no credentials, or they are not good any more
   */
  public static Account of(AwsClients clients) {
    try (StsClient sts = clients.sts()) {
      GetCallerIdentityResponse answer = sts.getCallerIdentity();
      return new Account(answer.account(), answer.arn());
    } catch (SdkException e) {
      throw AwsClients.failure(ASK, clients.region(), e);
    }
  }
}
