// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.lambda;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.amazon.AwsApi;
import dev.lsml.deploy.amazon.AwsService;
import dev.lsml.deploy.image.RegistryLogin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The login to Amazon's registry of images: a token for hours, fetched when it is needed with the
 * credentials that everything else is done with. It is kept nowhere. Functions only.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html">the
 *     call</a>
 */
public final class EcrLogin {
  private static final Pattern HOST =
      Pattern.compile("\\d{12}\\.dkr\\.ecr(-fips)?\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?");

  private static final String TARGET = "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken";

  private EcrLogin() {}

  /** Tells whether a registry is Amazon's, so that the token is for it and for nobody else. */
  public static boolean isFor(String host) {
    return HOST.matcher(host).matches();
  }

  /**
   * Fetches it.
   *
   * @throws DeployException when it is refused, or is none
   */
  public static RegistryLogin fetch(AwsApi api) {
    AwsApi.Call what = new AwsApi.Call("log in to the registry", "ecr:GetAuthorizationToken");
    JsonView answer = api.call(AwsService.ECR, what, TARGET, Map.of());
    try {
      List<JsonView> tokens = answer.get("authorizationData").items();
      String token = tokens.isEmpty() ? "" : tokens.get(0).get("authorizationToken").string();
      String login = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      int colon = login.indexOf(':');
      if (colon > 0) {
        return new RegistryLogin(login.substring(0, colon), login.substring(colon + 1));
      }
    } catch (JsonException | IllegalArgumentException e) {
      // not shown, since it may hold a part of the token
    }
    throw new DeployException(
        "The login to the registry failed",
        "ECR in " + api.region() + " answered without a token of user and password",
        "Check AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_ECR, and run the same command again");
  }
}
