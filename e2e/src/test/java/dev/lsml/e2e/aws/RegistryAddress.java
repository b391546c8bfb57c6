// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Has ECR name a registry of this machine, since the stand-in has none for images: in every answer
 * the host {@code ACCOUNT.dkr.ecr.REGION.amazonaws.com} is that registry's.
 *
 * @param registry host and port
 */
public record RegistryAddress(String registry) implements AwsFilter {
  private static final String ECR = "(https://)?[0-9]+\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com";

  @Override
  public AwsCall.Answer answer(AwsCall call, Next next) throws IOException, InterruptedException {
    AwsCall.Answer answer = next.answer(call);
    if (!call.service().equals("ecr")) {
      return answer;
    }
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    return new AwsCall.Answer(
        answer.status(),
        answer.headers(),
        text.replaceAll(ECR, registry).getBytes(StandardCharsets.UTF_8));
  }
}
