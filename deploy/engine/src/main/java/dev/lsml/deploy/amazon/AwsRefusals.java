// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.amazon;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What AWS's refusals mean, and what to do about them. Pure functions. */
final class AwsRefusals {
  /** The page that lists the actions that a deployment needs. */
  private static final String PAGE = "docs/deploy-aws.md lists all that a deployment needs";

  /** See the page on errors common to all of AWS's services. */
  private static final Set<String> WRONG_KEYS =
      Set.of(
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "AuthFailure");

  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");

  private static final Pattern ACTION = Pattern.compile("not authorized to perform: ([\\w:*]+)");

  private AwsRefusals() {}

  /**
   * Explains an answer.
   *
   * @param what was to be done
   * @param code AWS's word, empty for none
   * @param message what AWS says beside it
   */
  static AwsException of(
      AwsApi.Call what,
      String region,
      int status,
      String code,
      String message,
      @Nullable Throwable cause) {
    String problem = "AWS does not let us " + what.doing();
    String said = message.isEmpty() ? "it answers HTTP " + status : stripped(message);
    if (EXPIRED.contains(code)) {
      return new AwsException(
          status,
          code,
          problem,
          "the credentials have expired",
          "Sign in again: aws sso login, or aws login, or new keys in AWS_ACCESS_KEY_ID,"
              + " AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN",
          cause);
    }
    if (WRONG_KEYS.contains(code)) {
      return new AwsException(
          status,
          code,
          problem,
          "it does not know these credentials in " + region + ": " + said,
          "Check them with: aws sts get-caller-identity --region "
              + region
              + ". If that works elsewhere, the region "
              + region
              + " has to be enabled first, under Account in the console",
          cause);
    }
    if (code.startsWith("AccessDenied") || code.equals("UnauthorizedOperation") || status == 403) {
      Matcher told = ACTION.matcher(message);
      String needed = told.find() ? told.group(1) : what.action();
      return new AwsException(
          status,
          code.isEmpty() ? "AccessDenied" : code,
          problem,
          "it denies " + needed + (message.isEmpty() ? "" : ": " + said),
          "Ask whoever administers the account to allow " + needed + "; " + PAGE,
          cause);
    }
    return new AwsException(
        status,
        code,
        problem,
        (code.isEmpty() ? "" : code + ": ") + said,
        status >= 500 || status == 429
            ? "AWS is busy: run the same command again in a while"
            : "Correct that and run the same command again",
        cause);
  }

  /**
   * Explains that there was no answer.
   *
   * @param message what the client says
   */
  static AwsException unanswered(
      String doing, String region, String message, @Nullable Throwable cause) {
    String small = message.toLowerCase(Locale.ROOT);
    if (small.contains("sso") && (small.contains("expired") || small.contains("login"))) {
      return new AwsException(
          0,
          "ExpiredToken",
          "There are no AWS credentials",
          "the single sign-on session of the profile has expired, or was never begun",
          "Sign in with: aws sso login --profile=NAME, and name that profile in AWS_PROFILE",
          cause);
    }
    if (small.contains("credentials")) {
      return new AwsException(
          0,
          "NoCredentials",
          "There are no AWS credentials",
          "neither the environment nor the profile "
              + "nor this machine's role has any: "
              + shortened(message),
          "Sign in with the AWS command line (aws configure, or aws sso login, and AWS_PROFILE for"
              + " the profile), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
          cause);
    }
    return new AwsException(
        0,
        "",
        "AWS cannot be asked to " + doing,
        stripped(message),
        "Check this machine's connection, and that "
            + region
            + " is a region of AWS (-Daws.region=)",
        cause);
  }

  /** The SDK tells of each of the places it has looked at. */
  private static String shortened(String message) {
    String line = message.lines().findFirst().orElse("");
    return stripped(line.length() > 200 ? line.substring(0, 200) + " …" : line);
  }

  private static String stripped(String text) {
    String line = text.strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
