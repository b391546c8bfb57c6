// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.labelstudio;

import org.jspecify.annotations.Nullable;

/**
 * How a project should know a backend. Immutable.
 *
 * @param project the project's id
 * @param url the backend's address as Label Studio reaches it; slashes at the end do not count
 * @param title what it is called when it is new; one that was renamed in Label Studio keeps its
 *     name
 * @param user of basic auth, {@code null} for none
 * @param password secret; of basic auth, {@code null} for none
 * @param webhookSecret secret; what webhooks send in a header, {@code null} for none
 * @param interactive whether annotators get predictions while they draw; {@code null} to leave it
 *     as it is in Label Studio
 */
public record Wanted(
    long project,
    String url,
    String title,
    @Nullable String user,
    @Nullable String password,
    @Nullable String webhookSecret,
    @Nullable Boolean interactive) {

  /** Strips slashes from the end of the address. */
  public Wanted {
    url = withoutSlash(url);
  }

  static String withoutSlash(String url) {
    String stripped = url.strip();
    while (stripped.endsWith("/")) {
      stripped = stripped.substring(0, stripped.length() - 1);
    }
    return stripped;
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "Wanted[project=" + project + ", url=" + url + ", title=" + title + "]";
  }
}
