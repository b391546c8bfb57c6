// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.config.Settings;
import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.BaseUrl;
import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.preannotate.rows.Trouble;
import java.time.Clock;
import java.time.Duration;

/** Calls the Label Studio that the settings name. Stateless. */
final class Contact {
  /** Label Studio stores hundreds of predictions and counts all tasks of a project in one call. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Contact() {}

  static LabelStudioClient client(Settings settings, Sleeper sleeper) {
    if (settings.labelStudioUrl() == null) {
      throw new Trouble(
          "Label Studio's address is not known",
          "LABEL_STUDIO_URL is not set",
          "Set it, or with Maven -Dlabelstudio.url=, to the address at which this machine reaches"
              + " it");
    }
    if (settings.labelStudioApiKey() == null) {
      throw new Trouble(
          "No key for Label Studio is known",
          "LABEL_STUDIO_API_KEY is not set",
          "Set it to a personal access token; Label Studio makes one under Account & Settings >"
              + " Personal Access Token");
    }
    ClientOptions usual = ClientOptions.defaults(Clock.systemUTC());
    return new LabelStudioClient(
        new BaseUrl(settings.labelStudioUrl().toString()),
        ApiKey.of(settings.labelStudioApiKey()),
        new ClientOptions(
            usual.clock(),
            sleeper,
            usual.connectTimeout(),
            PATIENCE,
            usual.maxAnswerBytes(),
            usual.attempts()));
  }
}
