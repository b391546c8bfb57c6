// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.core.json.JsonView;
import org.jspecify.annotations.Nullable;

/**
 * What a service root says of itself: its outputs, as they stand in its state. Immutable.
 *
 * @param owner the project or account that the state belongs to
 * @param region where it is
 * @param endpointUrl where the backend answers, without a slash at the end
 * @param candidateUrl where the newest revision answers while it has no traffic yet, or {@code
 *     null}
 * @param image the image of the newest revision, with its digest
 * @param revision the newest revision that is ready
 * @param servingRevision the one that has all the traffic; empty when that is the newest one
 * @param secretVersion number of the secrets' values
 * @param modelStore where the models are: the bucket's name
 */
public record Deployed(
    String owner,
    String region,
    String endpointUrl,
    @Nullable String candidateUrl,
    String image,
    String revision,
    String servingRevision,
    long secretVersion,
    String modelStore) {

  /**
   * Reads outputs.
   *
   * @param outputs an object of objects with a {@code value} each: what {@code terraform output
   *     -json} prints, and what is under {@code outputs} in a state
   * @return {@code null} when there is none that serves: nothing was deployed yet, or not to the
   *     end
   */
  public static @Nullable Deployed of(JsonView outputs) {
    String endpoint = text(outputs, "endpoint_url");
    String image = text(outputs, "image");
    String revision = text(outputs, "revision");
    if (endpoint == null || image == null || revision == null) {
      return null;
    }
    String project = text(outputs, "project"); // on Google
    Long secretVersion = outputs.get("secret_version").get("value").wholeOrNull();
    return new Deployed(
        orEmpty(project == null ? text(outputs, "account") : project),
        orEmpty(text(outputs, "region")),
        endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint,
        text(outputs, "candidate_url"),
        image,
        lastPart(revision),
        lastPart(orEmpty(text(outputs, "serving_revision"))),
        secretVersion == null ? 1 : secretVersion,
        orEmpty(text(outputs, "model_bucket")));
  }

  /** The revision that people's requests reach. */
  public String liveRevision() {
    return servingRevision.isEmpty() ? revision : servingRevision;
  }

  /** Tells whether an earlier deployment stopped between trying a revision and trusting it. */
  public boolean isHalfway() {
    return !servingRevision.isEmpty() && !servingRevision.equals(revision);
  }

  private static @Nullable String text(JsonView outputs, String name) {
    String text = outputs.get(name).get("value").stringOrNull();
    return text == null || text.isBlank() ? null : text;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Google names a revision now with its whole path and now without. */
  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
