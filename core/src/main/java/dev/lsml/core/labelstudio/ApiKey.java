// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

/**
 * A key of the Label Studio API, of one of three kinds (protocol §5.1). Immutable. The key itself
 * never appears in {@link #toString} nor in a message.
 */
public final class ApiKey {

  /** What a key is, which decides how it is sent. */
  public enum Kind {
    /** A token of 40 hexadecimal characters, off by default in new installs. */
    LEGACY_TOKEN,
    /** A personal access token, which has to be exchanged for an access token of some minutes. */
    PERSONAL_ACCESS_TOKEN,
    /** An access token, which works for some minutes and cannot be renewed. */
    ACCESS_TOKEN
  }

  private final String value;
  private final Kind kind;

  private ApiKey(String value, Kind kind) {
    this.value = value;
    this.kind = kind;
  }

  /**
   * Recognises a key.
   *
   * @param text surrounding white space is dropped, since keys are pasted; what is no JSON web
   *     token is taken for a legacy token
   * @throws IllegalArgumentException when it is empty or holds characters that no key has
   */
  public static ApiKey of(String text) {
    String value = text.strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "the Label Studio API key is empty. " + Remedies.CREATE_TOKEN);
    }
    if (!visible(value)) {
      throw new IllegalArgumentException(
          "the Label Studio API key has a space or another character that no key has. Give the key"
              + " alone, without 'Token' or 'Bearer' before it");
    }
    Jwt token = Jwt.read(value);
    if (token == null) {
      return new ApiKey(value, Kind.LEGACY_TOKEN);
    }
    return new ApiKey(
        value, "access".equals(token.type()) ? Kind.ACCESS_TOKEN : Kind.PERSONAL_ACCESS_TOKEN);
  }

  /** What the key is. */
  public Kind kind() {
    return kind;
  }

  /** The key itself; stays inside this package. */
  String value() {
    return value;
  }

  /** Whether the text is fit for a header: visible ASCII only. */
  static boolean visible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The text without the key in it, for texts that come from elsewhere. */
  String hide(String text) {
    return text.replace(value, "***");
  }

  /** Names the kind and nothing of the key. */
  @Override
  public String toString() {
    return "ApiKey[" + kind + "]";
  }
}
