// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Lets through who knows the user name and password (HTTP Basic, RFC 7617), and to {@code /webhook}
 * also who knows the shared secret, since Label Studio sends no credentials on webhooks (protocol
 * §2.2). Everything is open when neither is set.
 *
 * <p>{@code /health} without any credentials is open, since the platform's probes have none; with
 * wrong ones it is refused, so that Label Studio can say at registration that they are wrong.
 *
 * <p>Comparisons take the same time wherever the first difference is. Thread-safe.
 */
final class Authentication implements HttpHandler {
  static final String SECRET_HEADER = "X-Lsml-Webhook-Secret";

  private final byte @Nullable [] credentials;
  private final byte @Nullable [] webhookSecret;
  private final HttpHandler next;

  Authentication(
      @Nullable String user,
      @Nullable String password,
      @Nullable String webhookSecret,
      HttpHandler next) {
    this.credentials =
        user == null || password == null
            ? null
            : (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    this.webhookSecret =
        webhookSecret == null ? null : webhookSecret.getBytes(StandardCharsets.UTF_8);
    this.next = next;
  }

  @Override
  public HttpResponse handle(HttpRequest request) throws Exception {
    return allows(request) ? next.handle(request) : refused(request);
  }

  private boolean allows(HttpRequest request) {
    String authorization = request.headers().first("Authorization");
    boolean webhook = request.path().startsWith("/webhook");
    if (webhook && webhookSecret != null) {
      String secret = request.headers().first(SECRET_HEADER);
      if (secret != null && same(secret.getBytes(StandardCharsets.UTF_8), webhookSecret)) {
        return true;
      }
      return credentials != null && isBasic(authorization);
    }
    if (credentials == null) {
      return true;
    }
    if (authorization == null) {
      return request.path().startsWith("/health");
    }
    return isBasic(authorization);
  }

  private boolean isBasic(@Nullable String authorization) {
    if (authorization == null
        || credentials == null
        || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return false;
    }
    try {
      return same(Base64.getDecoder().decode(authorization.substring(6).trim()), credentials);
    } catch (IllegalArgumentException e) {
      return false; // not Base64
    }
  }

  private static boolean same(byte[] given, byte[] expected) {
    return MessageDigest.isEqual(given, expected);
  }

  private HttpResponse refused(HttpRequest request) {
    HttpResponse refusal =
        request.path().startsWith("/webhook")
            ? HttpResponse.error(
                401,
                "The webhook's credentials are missing or wrong",
                "Label Studio sends none on its own",
                "in Label Studio, give the webhook the header "
                    + SECRET_HEADER
                    + " with the value of LSML_WEBHOOK_SECRET")
            : HttpResponse.error(
                401,
                "The user name or password is missing or wrong",
                "this backend was started with BASIC_AUTH_USER and BASIC_AUTH_PASS",
                "enter the same two in Label Studio: Settings, Model, Edit, Basic authentication");
    return refusal.with("WWW-Authenticate", "Basic realm=\"lsml\", charset=\"UTF-8\"");
  }
}
