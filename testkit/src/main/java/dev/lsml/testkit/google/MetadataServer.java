// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.google;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Google's machines learn of themselves over HTTP. Thread-safe. */
final class MetadataServer implements GoogleHandler {
  private static final String PREFIX = "computeMetadata/v1/";

  private final String project;
  private final String number;
  private final String region;
  private final String token;

  MetadataServer(String project, String number, String region, String token) {
    this.project = project;
    this.number = number;
    this.region = region;
    this.token = token;
  }

  /** Tells whether a call is meant for it, who asks for no token but for a header. */
  static boolean isMeant(GoogleCall call) {
    return call.path().isEmpty() || call.path().startsWith("computeMetadata/");
  }

  @Override
  public @Nullable GoogleAnswer answer(GoogleCall call) {
    if (!isMeant(call)) {
      return null;
    }
    if (!call.path().isEmpty() && !"Google".equals(call.header("metadata-flavor"))) {
      return GoogleAnswer.error(403, "PERMISSION_DENIED", "Missing Metadata-Flavor:Google header.");
    }
    GoogleAnswer answer =
        call.path().isEmpty() ? GoogleAnswer.text("computeMetadata/\n") : value(call.path());
    return answer.with("Metadata-Flavor", "Google");
  }

  private GoogleAnswer value(String path) {
    String account = "instance/service-accounts/default/";
    return switch (path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "") {
      case "project/project-id" -> GoogleAnswer.text(project);
      case "project/numeric-project-id" -> GoogleAnswer.text(number);
      case "instance/region" -> GoogleAnswer.text("projects/" + number + "/regions/" + region);
      case "instance/service-accounts/default/email" ->
          GoogleAnswer.text("runtime@" + project + ".iam.gserviceaccount.com");
      case "instance/service-accounts/default/token" ->
          GoogleAnswer.json(
              Map.of("access_token", token, "expires_in", 3599, "token_type", "Bearer"));
      default -> GoogleAnswer.notFound(path.replace(account, ""));
    };
  }
}
