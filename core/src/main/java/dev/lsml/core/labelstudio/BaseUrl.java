// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The address of a Label Studio server, such as {@code https://label.example.com/studio} (protocol
 * §5.1). Immutable.
 *
 * @param value without slashes at the end; a sub-path is kept
 */
public record BaseUrl(String value) {

  /**
   * Checks the address and strips what surrounds it.
   *
   * @throws IllegalArgumentException when it is not an http or https address with a host, or
   *     carries a user name, a query or a fragment; the message never repeats a password
   */
  public BaseUrl {
    value = value.strip();
    while (value.endsWith("/")) {
      value = value.substring(0, value.length() - 1);
    }
    URI uri;
    try {
      uri = new URI(value);
    } catch (URISyntaxException e) {
      throw wrong("is not a web address: " + e.getReason());
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw wrong("must start with http:// or https://");
    }
    if (uri.getRawUserInfo() != null || (uri.getHost() == null && value.indexOf('@') >= 0)) {
      throw wrong("must not carry a user name; the key belongs into LABEL_STUDIO_API_KEY");
    }
    if (uri.getHost() == null) {
      String authority = uri.getRawAuthority();
      throw wrong(
          authority != null && authority.indexOf('_') >= 0
              ? "has a host name with an underscore, which is not valid in an address; give the"
                  + " container a network alias without one"
              : "names no host");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65535) {
      throw wrong("has a port outside 1 to 65535");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw wrong("must not have a query or a fragment");
    }
  }

  /** The origin that credentials may be sent to. */
  public Origin origin() {
    return Origin.of(URI.create(value));
  }

  /** The sub-path that the server lives under, such as {@code /studio}; empty for none. */
  public String path() {
    return URI.create(value).getRawPath();
  }

  /**
   * The address of a path below this one.
   *
   * @param path starts with a slash, percent-encoded, with its query if any
   * @throws IllegalArgumentException when it does not start with a slash or is not encoded
   */
  public URI at(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path starts with a slash: " + path);
    }
    return URI.create(value + path);
  }

  @Override
  public String toString() {
    return value;
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "the Label Studio address " + what + ". Set LABEL_STUDIO_URL as in http://localhost:8080");
  }
}
