// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Keys of all kinds, none of which opens anything. */
public final class Tokens {
  /** A legacy token. */
  public static final String LEGACY = "0123456789abcdef0123456789abcdef01234567";

  /** A personal access token. */
  public static final String PERSONAL =
      jwt("{\"token_type\":\"refresh\",\"exp\":8102426140,\"iat\":1795226140}", "personal");

  private Tokens() {}

  /** An access token that ends at {@code exp}. */
  public static String access(long exp, String name) {
    return jwt("{\"token_type\":\"access\",\"exp\":" + exp + "}", name);
  }

  /** A token whose payload is that text. */
  public static String jwt(String payload, String signature) {
    return encoded("{\"alg\":\"HS256\"}") + "." + encoded(payload) + "." + signature;
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
