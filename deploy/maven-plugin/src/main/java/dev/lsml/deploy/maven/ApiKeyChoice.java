// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Label Studio's API key out of the places that it may come from. Immutable.
 *
 * @param key secret; {@code null} when no place has one
 * @param warning what the person should know of the place, {@code null} for nothing
 */
record ApiKeyChoice(@Nullable String key, @Nullable String warning) {
  /** The id of the server in Maven's settings whose password is the key. */
  static final String SERVER = "label-studio";

  /**
   * Chooses: the environment, else Maven's settings, else the command line.
   *
   * @param server the decrypted password of the server {@value #SERVER} in Maven's settings
   * @param property what {@code -Dlabelstudio.apiKey=} says
   */
  static ApiKeyChoice of(
      Map<String, String> environment, @Nullable String server, @Nullable String property) {
    for (String key : new String[] {environment.get("LABEL_STUDIO_API_KEY"), server}) {
      if (key != null && !key.isBlank()) {
        return new ApiKeyChoice(key.strip(), null);
      }
    }
    if (property == null || property.isBlank()) {
      return new ApiKeyChoice(null, null);
    }
    return new ApiKeyChoice(
        property.strip(),
        "-Dlabelstudio.apiKey= is seen by other users of this machine and kept in the shell's"
            + " history. Better: set the environment variable LABEL_STUDIO_API_KEY, or a server "
            + SERVER
            + " in Maven's settings.xml.");
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "ApiKeyChoice[" + (key == null ? "none" : "set") + "]";
  }
}
