// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls Google's REST APIs with a person's or a machine's credentials. Calls are repeated after 429
 * and 503, reading ones also after a lost connection, 500, 502 and 504; every other refusal is
 * final, except that a 404 of {@link #find} is an answer. Failures are {@link GoogleApiException}s.
 *
 * <p>Thread-safe.
 */
public final class GoogleApi {
  private static final int ATTEMPTS = 5;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration CALL = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(32);

  private final Map<String, String> environment;
  private final String project;
  private final TokenSource tokens;
  private final Sleeper sleeper;
  private final Refusals refusals;
  private final HttpClient client;

  /**
   * Makes one; nothing is opened or asked before the first call.
   *
   * @param environment holds the endpoints; see {@link GoogleService#variable}
   * @param project the project that is deployed to, for the remedies of failures
   * @param sleeper waits between two attempts
   */
  public GoogleApi(
      Map<String, String> environment, String project, TokenSource tokens, Sleeper sleeper) {
    this.environment = Map.copyOf(environment);
    this.project = project;
    this.tokens = tokens;
    this.sleeper = sleeper;
    this.refusals = new Refusals(project);
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * One with the credentials of the environment: {@code GOOGLE_OAUTH_ACCESS_TOKEN}, else
   * Application Default Credentials.
   */
  public static GoogleApi of(Map<String, String> environment, String project) {
    return new GoogleApi(
        environment,
        project,
        credentials(environment, project),
        time -> Thread.sleep(time.toMillis()));
  }

  /** The credentials that {@link #of} uses, for others who need the same, such as a registry. */
  public static TokenSource credentials(Map<String, String> environment, String project) {
    String given = environment.getOrDefault("GOOGLE_OAUTH_ACCESS_TOKEN", "").strip();
    if (given.isEmpty()) {
      return Adc.of(environment, project);
    }
    String quota = environment.getOrDefault("GOOGLE_CLOUD_QUOTA_PROJECT", "").strip();
    return () -> new TokenSource.Token(given, quota.isEmpty() ? null : quota);
  }

  /** The project that is deployed to. */
  public String project() {
    return project;
  }

  /**
   * The credentials themselves.
   *
   * @throws DeployException when there are none; says how to get them
   */
  public TokenSource.Token token() {
    return tokens.token();
  }

  /**
   * Reads.
   *
   * @param path below the API's address, percent-encoded, without a leading slash
   */
  public JsonView get(GoogleService service, String path) {
    return json(service, "GET", path, call(service, "GET", path, null));
  }

  /** Reads; {@code null} when there is no such thing. See {@link #get}. */
  public @Nullable JsonView find(GoogleService service, String path) {
    try {
      return get(service, path);
    } catch (GoogleApiException e) {
      if (e.status() == 404) {
        return null;
      }
      throw e;
    }
  }

  /** Sends a body; see {@link #get}. */
  public JsonView post(GoogleService service, String path, Object body) {
    return json(service, "POST", path, call(service, "POST", path, body));
  }

  /** Changes some fields; see {@link #get}. */
  public JsonView patch(GoogleService service, String path, Object body) {
    return json(service, "PATCH", path, call(service, "PATCH", path, body));
  }

  /** Removes; {@code false} when there was no such thing. See {@link #get}. */
  public boolean delete(GoogleService service, String path) {
    try {
      call(service, "DELETE", path, null);
      return true;
    } catch (GoogleApiException e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }

  private JsonView json(GoogleService service, String method, String path, byte[] body) {
    try {
      return JsonView.of(body.length == 0 ? null : Json.read(body));
    } catch (JsonException e) {
      throw new GoogleApiException(
          200,
          "",
          what(method, service, path),
          "the answer is not JSON: " + e.getMessage(),
          "Something other than Google answers; check the proxy and " + service.variable(),
          e);
    }
  }

  private byte[] call(GoogleService service, String method, String path, @Nullable Object body) {
    URI uri = service.base(environment).resolve(path);
    String what = what(method, service, path);
    for (int attempt = 1; ; attempt++) {
      HttpResponse<byte[]> response;
      try {
        response = client.send(request(service, method, uri, body), ofBytes());
      } catch (IOException e) {
        if (attempt == ATTEMPTS || !method.equals("GET")) {
          throw refusals.unreachable(service, what, e);
        }
        pause(backOff(attempt), what);
        continue;
      } catch (InterruptedException e) {
        throw interrupted(what);
      }
      int status = response.statusCode();
      if (status >= 200 && status < 300) {
        return response.body();
      }
      if (attempt == ATTEMPTS || !isWorthRepeating(method, status)) {
        throw refusals.of(service, what, status, response.body());
      }
      pause(wait(response, attempt), what);
    }
  }

  private static HttpResponse.BodyHandler<byte[]> ofBytes() {
    return HttpResponse.BodyHandlers.ofByteArray();
  }

  private HttpRequest request(
      GoogleService service, String method, URI uri, @Nullable Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(CALL).header("User-Agent", "lsml");
    if (!service.isOpen(environment)) {
      TokenSource.Token token = tokens.token();
      request.header("Authorization", "Bearer " + token.value());
      if (token.quotaProject() != null) {
        request.header("X-Goog-User-Project", token.quotaProject());
      }
    }
    if (body == null) {
      return request.method(method, HttpRequest.BodyPublishers.noBody()).build();
    }
    return request
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
        .build();
  }

  private static boolean isWorthRepeating(String method, int status) {
    return status == 429
        || status == 503
        || (method.equals("GET") && (status == 500 || status == 502 || status == 504));
  }

  private static Duration wait(HttpResponse<byte[]> response, int attempt) {
    String told = response.headers().firstValue("Retry-After").orElse("");
    try {
      Duration asked = Duration.ofSeconds(Math.max(0, Long.parseLong(told.strip())));
      return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    } catch (NumberFormatException e) {
      return backOff(attempt); // a date or nothing
    }
  }

  private static Duration backOff(int attempt) {
    return Duration.ofSeconds(1L << (attempt - 1));
  }

  private void pause(Duration time, String what) {
    try {
      sleeper.sleep(time);
    } catch (InterruptedException e) {
      throw interrupted(what);
    }
  }

  private static DeployException interrupted(String what) {
    Thread.currentThread().interrupt();
    return new DeployException(
        what, "it was interrupted", "Run the same command again; it goes on from there");
  }

  private static String what(String method, GoogleService service, String path) {
    int query = path.indexOf('?');
    String place = query < 0 ? path : path.substring(0, query);
    String verb =
        switch (method) {
          case "GET" -> "read";
          case "DELETE" -> "delete";
          case "PATCH" -> "change";
          default -> "send to";
        };
    return "Cannot " + verb + " " + place + " (" + service.title() + ")";
  }
}
