// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.start;

import dev.lsml.core.config.Settings;
import dev.lsml.core.config.SettingsException;
import dev.lsml.core.model.ModelType;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a process starts with: settings that can be used and the one model on the class path.
 * Immutable.
 */
public record Start(Settings settings, ModelType model) {
  /**
   * Reads the environment and finds the model.
   *
   * @param environment such as {@link System#getenv()}
   * @throws StartFailure when a setting, the model or the store's folder cannot be used
   */
  public static Start of(Map<String, String> environment) throws StartFailure {
    Settings settings;
    try {
      settings = Settings.of(environment);
    } catch (SettingsException e) {
      throw new StartFailure(e.problems());
    }
    ModelType model;
    try {
      model = ModelType.discover(Start.class.getClassLoader());
    } catch (IllegalStateException e) {
      throw new StartFailure(String.valueOf(e.getMessage()));
    }
    if ("file".equals(settings.store().getScheme())) {
      StoreFolder.prepare(Path.of(settings.store()));
    }
    return new Start(settings, model);
  }
}
