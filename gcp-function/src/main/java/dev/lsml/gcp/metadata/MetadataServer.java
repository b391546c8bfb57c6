// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.metadata;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.gcp.http.Backoff;
import dev.lsml.gcp.http.HttpGet;
import dev.lsml.gcp.http.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metadata server that every instance on Google Cloud has beside it: at {@code
 * metadata.google.internal}, or where {@code GCE_METADATA_HOST} says ({@code host:port}). It tells
 * the project and gives access tokens of the instance's service account.
 *
 * <p>A token is kept until shortly before it expires. Thread-safe.
 *
 * @see <a href="https://cloud.google.com/run/docs/container-contract#metadata-server">Google's page
 *     on it</a>
 */
public final class MetadataServer implements TokenSource {
  /** As Google's own libraries: the server gives a new token when less than 5 minutes are left. */
  private static final Duration EARLY = Duration.ofSeconds(225);

  private static final String HOST = "GCE_METADATA_HOST";
  private static final String TOKEN = "instance/service-accounts/default/token";

  private final String root;
  private final InstantSource clock;
  private final HttpGet http;
  private @Nullable String token;
  private Instant expiry = Instant.MIN;

  /**
   * The one of this instance.
   *
   * @param environment the process environment
   */
  public MetadataServer(Map<String, String> environment) {
    this(environment, InstantSource.system(), new Backoff(Thread::sleep));
  }

  /** The same with the time and the pauses from outside, for tests. */
  public MetadataServer(Map<String, String> environment, InstantSource clock, Backoff backoff) {
    String host = environment.get(HOST);
    this.root =
        "http://"
            + (host == null || host.isBlank() ? "metadata.google.internal" : host.strip())
            + "/computeMetadata/v1/";
    this.clock = clock;
    this.http = new HttpGet(backoff, Proxy.NO_PROXY);
  }

  /**
   * Whether the environment is one of Google's with a metadata server: that of a Cloud Run service,
   * function or job, or one that names the server. On other machines of Google's there is one too,
   * which cannot be seen from the environment.
   */
  public static boolean isPresent(Map<String, String> environment) {
    return environment.containsKey("K_SERVICE")
        || environment.containsKey("CLOUD_RUN_JOB")
        || environment.containsKey(HOST);
  }

  @Override
  public synchronized String accessToken() throws IOException {
    Instant now = clock.instant();
    String kept = token;
    if (kept != null && now.isBefore(expiry.minus(EARLY))) {
      return kept;
    }
    try {
      JsonView answer = JsonView.of(Json.read(read(TOKEN)));
      String fresh = answer.get("access_token").string();
      token = fresh;
      expiry = now.plusSeconds(answer.get("expires_in").whole());
      return fresh;
    } catch (JsonException e) {
      throw new IOException("the metadata server's token has another form: " + e.getMessage());
    } catch (IOException e) {
      if (kept != null && now.isBefore(expiry)) {
        return kept; // good for a few minutes yet, in which the server may come back
      }
      throw e;
    }
  }

  /**
   * Reads a value.
   *
   * @param path such as {@code project/project-id} or {@code instance/region}
   * @throws IOException when there is no such value or no server
   */
  public String read(String path) throws IOException {
    try {
      return http.get(root + path, "Metadata-Flavor", "Google", MetadataServer::text);
    } catch (IOException e) {
      throw new IOException(
          "cannot read "
              + path
              + " from the metadata server "
              + root
              + ": "
              + e.getMessage()
              + "; does this run on Google Cloud with a service account? Elsewhere, give"
              + " credentials with GOOGLE_APPLICATION_CREDENTIALS",
          e);
    }
  }

  private static String text(int status, HttpURLConnection connection) throws IOException {
    if (status != 200) {
      throw new Refusal(status, HttpGet.errorText(connection));
    }
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
