// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import dev.lsml.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person does in a browser: signs in with a password and calls the API with cookies, as
 * Label Studio's own pages do. Not thread-safe.
 */
public final class LabelStudioSession {
  private final URI url;
  private final Map<String, String> cookies = new TreeMap<>();

  private LabelStudioSession(URI url) {
    this.url = url;
  }

  static LabelStudioSession signIn(URI url, String user, String password)
      throws IOException, InterruptedException {
    LabelStudioSession session = new LabelStudioSession(url);
    session.send("GET", "/user/login/", null, null).expect(200);
    String form = "email=" + user.replace("@", "%40") + "&password=" + password.replace(' ', '+');
    session.send("POST", "/user/login/", "application/x-www-form-urlencoded", form).expect(302);
    return session;
  }

  /** Reads. */
  public Reply get(String path) throws IOException, InterruptedException {
    return send("GET", path, null, null);
  }

  /** Sends a JSON value with POST. */
  public Reply post(String path, @Nullable Object body) throws IOException, InterruptedException {
    return send("POST", path, "application/json", Json.text(body));
  }

  /** Sends a JSON value with PATCH. */
  public Reply patch(String path, Object body) throws IOException, InterruptedException {
    return send("PATCH", path, "application/json", Json.text(body));
  }

  /** A new personal access token; a user can have one at a time. */
  public String newPersonalAccessToken() throws IOException, InterruptedException {
    return post("/api/token/", Map.of()).expect(201).json().get("token").string();
  }

  /** The user's legacy token, which works only when {@link #allowLegacyTokens} says so. */
  public String legacyToken() throws IOException, InterruptedException {
    return get("/api/current-user/token").expect(200).json().get("token").string();
  }

  /** The switch in the organization's settings; off in a new Label Studio. */
  public void allowLegacyTokens(boolean allowed) throws IOException, InterruptedException {
    post(
            "/api/jwt/settings",
            Map.of("api_tokens_enabled", true, "legacy_api_tokens_enabled", allowed))
        .expect(200);
  }

  private Reply send(
      String method, String path, @Nullable String contentType, @Nullable String body)
      throws IOException, InterruptedException {
    Map<String, String> headers = new HashMap<>();
    if (contentType != null) {
      headers.put("Content-Type", contentType);
    }
    if (!cookies.isEmpty()) {
      headers.put(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    String csrf = cookies.get("csrftoken");
    if (csrf != null) {
      headers.put("X-CSRFToken", csrf);
    }
    Reply reply = Http.call(method, url.resolve(path), headers, body);
    for (String cookie : reply.headers().getOrDefault("set-cookie", List.of())) {
      String pair = cookie.strip().split(";", 2)[0];
      cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return reply;
  }
}
