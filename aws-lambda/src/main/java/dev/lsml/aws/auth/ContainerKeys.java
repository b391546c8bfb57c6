// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.auth;

import dev.lsml.aws.http.AwsHttp;
import dev.lsml.aws.http.Backoff;
import dev.lsml.aws.http.Refusal;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the role of a container, or of a Lambda function with SnapStart, from the server beside
 * it that {@code AWS_CONTAINER_CREDENTIALS_FULL_URI} or {@code …_RELATIVE_URI} names. They are kept
 * until shortly before they expire. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">container
 *     credentials</a>
 */
public final class ContainerKeys implements KeySource {
  /** As AWS's own libraries, which ask again when a key has less than five minutes left. */
  private static final Duration EARLY = Duration.ofMinutes(5);

  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

  private final Map<String, String> environment;
  private final InstantSource clock;
  private final AwsHttp http;
  private @Nullable AwsKeys kept;
  private Instant expiry = Instant.MIN;

  /** Makes one for an environment in which it {@link #isPresent}. */
  public ContainerKeys(Map<String, String> environment, InstantSource clock, Backoff backoff) {
    this.environment = environment;
    this.clock = clock;
    this.http = AwsHttp.local(backoff);
  }

  /** Whether the environment names such a server. */
  public static boolean isPresent(Map<String, String> environment) {
    return environment.containsKey(FULL) || environment.containsKey(RELATIVE);
  }

  @Override
  public synchronized AwsKeys keys() throws IOException {
    Instant now = clock.instant();
    AwsKeys known = kept;
    if (known != null && now.isBefore(expiry.minus(EARLY))) {
      return known;
    }
    try {
      return fetch();
    } catch (IOException e) {
      if (known != null && now.isBefore(expiry)) {
        return known; // good for a few minutes yet, in which the server may come back
      }
      throw e;
    }
  }

  @Override
  public synchronized void forget() {
    kept = null;
  }

  private AwsKeys fetch() throws IOException {
    URI address =
        URI.create(
            environment.containsKey(FULL)
                ? environment.get(FULL)
                : "http://169.254.170.2" + environment.get(RELATIVE));
    try {
      JsonView answer =
          JsonView.of(Json.read(http.send("GET", address, headers(), null, ContainerKeys::text)));
      String expires = answer.get("Expiration").stringOrNull();
      AwsKeys keys =
          new AwsKeys(
              answer.get("AccessKeyId").string(),
              answer.get("SecretAccessKey").string(),
              answer.get("Token").stringOrNull());
      expiry = expires == null ? Instant.MAX : Instant.parse(expires);
      kept = keys;
      return keys;
    } catch (JsonException | DateTimeException e) {
      // Not the text itself, which may hold a key.
      throw new IOException("the credentials from " + address + " have another form");
    } catch (IOException e) {
      throw new IOException("cannot fetch credentials from " + address + ": " + e.getMessage(), e);
    }
  }

  private Map<String, String> headers() throws IOException {
    String file = environment.get(TOKEN_FILE);
    String token = file == null ? environment.get(TOKEN) : Files.readString(Path.of(file)).strip();
    return token == null ? Map.of() : Map.of("Authorization", token);
  }

  private static String text(int status, HttpURLConnection connection) throws IOException {
    if (status != 200) {
      throw new Refusal(status, AwsHttp.errorText(connection));
    }
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
