// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a JSON web token, read but not verified: Label Studio checks the signature, here
 * only the token's kind and times are of interest.
 *
 * @param type {@code token_type}, {@code null} when absent
 * @param expires {@code exp} in Unix seconds, {@code null} when absent
 * @param issued {@code iat} in Unix seconds, {@code null} when absent
 */
record Jwt(@Nullable String type, @Nullable Long expires, @Nullable Long issued) {

  /** Reads a token; {@code null} when the text is not one. */
  static @Nullable Jwt read(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first <= 0 || second <= first + 1 || token.indexOf('.', second + 1) >= 0) {
      return null;
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(token.substring(first + 1, second));
      if (Json.read(new String(payload, StandardCharsets.UTF_8)) instanceof Map<?, ?> claims) {
        return new Jwt(
            claims.get("token_type") instanceof String type ? type : null,
            seconds(claims.get("exp")),
            seconds(claims.get("iat")));
      }
    } catch (IllegalArgumentException | JsonException notAToken) {
      return null;
    }
    return null;
  }

  private static @Nullable Long seconds(@Nullable Object claim) {
    return claim instanceof Number number ? number.longValue() : null;
  }
}
