// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.labelstudio.Transport.Reply;
import java.net.URI;
import java.util.Map;

/** Exchanges a personal access token for an access token (protocol §5.1). Thread-safe. */
final class TokenExchange {
  private final BaseUrl base;
  private final Retries retries;

  TokenExchange(BaseUrl base, Retries retries) {
    this.base = base;
    this.retries = retries;
  }

  /**
   * Asks for a new access token. The key travels in the body and to the base address only; a
   * redirect is not followed.
   *
   * @throws LabelStudioException when Label Studio refuses or cannot be reached
   */
  String exchange(ApiKey key) {
    URI uri = base.at("/api/token/refresh/");
    Reply reply =
        retries.send(
            "POST",
            uri,
            Map.of("Content-Type", "application/json", "Accept", "application/json"),
            Json.bytes(Map.of("refresh", key.value())),
            true);
    if (reply.status() == 401) {
      throw new LabelStudioException(
          401,
          "cannot sign in to Label Studio at " + base,
          "it refused the personal access token, which was revoked, has expired or belongs to"
              + " another server",
          Remedies.CREATE_TOKEN,
          null);
    }
    if (reply.status() >= 300 && reply.status() < 400) {
      throw Failures.redirect("POST", uri, reply, "and a key is not sent on to another address");
    }
    if (reply.status() != 200) {
      throw Failures.refused("POST", uri, reply, key);
    }
    try {
      if (Json.read(reply.body()) instanceof Map<?, ?> answer
          && answer.get("access") instanceof String access
          && ApiKey.visible(access)) {
        return access;
      }
    } catch (JsonException e) {
      throw Failures.notJson("POST", uri, reply, e);
    }
    throw new LabelStudioException(
        200,
        "cannot sign in to Label Studio at " + base,
        "its answer holds no access token",
        Remedies.CHECK_URL,
        null);
  }
}
