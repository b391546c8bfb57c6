// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.local;

import dev.lsml.core.config.Settings;
import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.BaseUrl;
import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.LabelStudioException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * Finds out whether the Label Studio of the settings can be called back. Nothing waits for it: a
 * backend predicts without.
 */
final class LabelStudioCheck {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private LabelStudioCheck() {}

  /** One line that says how it is and, where it is not well, what to do. Asks once. */
  static String line(Settings settings, Clock clock) {
    URI url = settings.labelStudioUrl();
    if (url == null) {
      return "Label Studio cannot be checked, since LABEL_STUDIO_URL is not set.";
    }
    String key = settings.labelStudioApiKey();
    return key == null ? reach(url) : ask(url, key, clock);
  }

  private static String ask(URI url, String key, Clock clock) {
    ClientOptions options =
        new ClientOptions(
            clock, time -> Thread.sleep(time.toMillis()), CONNECT, ANSWER, 1 << 20, 1);
    try {
      String user =
          new LabelStudioClient(new BaseUrl(url.toString()), ApiKey.of(key), options)
              .whoami()
              .get("email")
              .string();
      return "Label Studio at " + url + " answers; the API key belongs to " + user + ".";
    } catch (LabelStudioException | IllegalArgumentException e) {
      return "WARNING: " + e.getMessage();
    } catch (RuntimeException e) { // an answer that is not Label Studio's
      return "WARNING: What answers at "
          + url
          + " is not Label Studio: "
          + e.getMessage()
          + ". Check LABEL_STUDIO_URL.";
    }
  }

  private static String reach(URI url) {
    int port =
        url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), (int) CONNECT.toMillis());
      return "Label Studio at " + url + " can be reached.";
    } catch (IOException e) {
      return "WARNING: Label Studio at "
          + url
          + " cannot be reached: "
          + e.getMessage()
          + ". Start it, or set LABEL_STUDIO_URL to its address as this machine reaches it.";
    }
  }
}
