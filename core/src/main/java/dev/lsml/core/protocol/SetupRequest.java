// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /setup} tells (protocol §1.4). Immutable.
 *
 * @param project {@link ProjectUid#NONE} when the caller named none
 * @param labelConfig the XML; {@code <View></View>} for a project without one
 * @param hostname where Label Studio believes it can be reached; often wrong from another host
 * @param accessToken the legacy token of the project's creator, a secret; {@code null} when not
 *     sent
 * @param extraParams the model's settings as plain JDK values: JSON that came as text is read,
 *     other text stays text
 */
public record SetupRequest(
    ProjectUid project,
    String labelConfig,
    @Nullable String hostname,
    @Nullable String accessToken,
    @Nullable Object extraParams) {

  @Override
  public String toString() {
    return "SetupRequest[project=" + project + "]"; // the token is a secret
  }
}
