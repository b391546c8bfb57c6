// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP calls, each on a connection of its own, redirects not followed. Thread-safe. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Http() {}

  /**
   * Calls.
   *
   * @param body sent as UTF-8, {@code null} for none
   * @throws IOException when there is no answer within two minutes
   */
  public static Reply call(
      String method, URI address, Map<String, String> headers, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofMinutes(2))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    request.header("Connection", "close");
    HttpResponse<String> response = send(request.build());
    return new Reply(response.statusCode(), response.headers().map(), response.body());
  }

  /**
   * Label Studio's server closes a connection without saying so, and this client may then take it
   * for its next call: one that found nobody there never reached the server.
   */
  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse.BodyHandler<String> text =
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8);
    try {
      return CLIENT.send(request, text);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("received no bytes")) {
        return CLIENT.send(request, text);
      }
      throw e;
    }
  }

  /** The value of the {@code Authorization} header for basic auth. */
  public static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
