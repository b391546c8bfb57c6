// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.core.Backend;
import dev.lsml.core.config.Settings;
import java.util.Map;

/** Opens the backend of a process that serves on Lambda. */
final class ServingBackend {
  private ServingBackend() {}

  static Backend open(Map<String, String> environment) {
    return Backend.open(Settings.of(environment));
  }
}
