// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import dev.lsml.core.config.Settings;
import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.BaseUrl;
import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.SetupRequest;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How each project's Label Studio can be called back: by the settings, and where they are silent by
 * what {@code /setup} told (protocol §5.1). Tokens that were told are kept in memory only.
 * Thread-safe.
 *
 * <p>The key of the settings goes to the URL of the settings, or to this very machine; never to a
 * host that a caller of {@code /setup} named.
 */
final class Contacts {
  private final Settings settings;
  private final InstantSource clock;
  private final Map<ProjectUid, SetupRequest> told = new ConcurrentHashMap<>();
  private final Map<String, LabelStudioClient> clients = new ConcurrentHashMap<>();

  Contacts(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  void told(SetupRequest request) {
    told.put(request.project(), request);
  }

  /**
   * The client for a project.
   *
   * @throws IllegalStateException when no URL or no key is known
   */
  LabelStudioClient client(ProjectUid project) {
    SetupRequest setup = told.get(project);
    String url = url(setup);
    if (url == null) {
      throw new IllegalStateException(
          "Label Studio's address is not known; set LABEL_STUDIO_URL to the address at which this"
              + " machine reaches it");
    }
    BaseUrl base = new BaseUrl(url);
    String key = key(setup, base);
    if (key == null) {
      throw new IllegalStateException(
          "no key for Label Studio at "
              + base
              + " is known; set LABEL_STUDIO_API_KEY to a personal access token (Label Studio:"
              + " Account & Settings, Personal Access Token)"
              + (settings.labelStudioApiKey() != null
                  ? ", and LABEL_STUDIO_URL too, since a key goes to no other address"
                  : ""));
    }
    return clients.computeIfAbsent(
        base + " " + key,
        k -> new LabelStudioClient(base, ApiKey.of(key), ClientOptions.defaults(clock)));
  }

  /** Tells whether {@link #client} would give one. */
  boolean knows(ProjectUid project) {
    try {
      client(project);
      return true;
    } catch (IllegalArgumentException | IllegalStateException e) {
      return false;
    }
  }

  private @Nullable String url(@Nullable SetupRequest setup) {
    if (settings.labelStudioUrl() != null) {
      return settings.labelStudioUrl().toString();
    }
    return setup == null ? null : setup.hostname();
  }

  private @Nullable String key(@Nullable SetupRequest setup, BaseUrl base) {
    if (settings.labelStudioApiKey() != null
        && (settings.labelStudioUrl() != null || isThisMachine(base))) {
      return settings.labelStudioApiKey();
    }
    return setup == null ? null : setup.accessToken();
  }

  private static boolean isThisMachine(BaseUrl base) {
    String host = base.at("/").getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }
}
