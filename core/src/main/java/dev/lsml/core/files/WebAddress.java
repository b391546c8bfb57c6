// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.labelstudio.Origin;
import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A web address out of a task or a redirect. Strict about the host, since software that reads it
 * differently is how guards are passed; lenient about the path, since people write spaces and
 * umlauts there. Immutable.
 *
 * @param origin the host is a lower-case name in ASCII without a dot at its end, or an address
 * @param target path and query, percent-encoded, starting with a slash
 */
record WebAddress(Origin origin, String target) {
  private static final String HEX = "0123456789ABCDEF";

  /** What may stand in a path or query as it is, beside letters, digits and percent signs. */
  private static final String PLAIN = "-._~!$&'()*+,;=:@/?";

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with the reason when it is not a plain http or https address
   */
  static WebAddress parse(String text) {
    String address = text.strip();
    int colon = address.indexOf("://");
    String scheme = colon < 0 ? "" : address.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("it is not an http or https address");
    }
    int start = colon + 3;
    int end = start;
    while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    String authority = address.substring(start, end);
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException("it carries a user name before the host");
    }
    int portColon = authority.lastIndexOf(':');
    if (portColon >= 0 && portColon < authority.lastIndexOf(']')) {
      portColon = -1;
    }
    int port = portColon < 0 ? -1 : port(authority.substring(portColon + 1));
    String host = host(portColon < 0 ? authority : authority.substring(0, portColon));
    int fragment = address.indexOf('#', end);
    String target = encoded(address.substring(end, fragment < 0 ? address.length() : fragment));
    return new WebAddress(
        new Origin(scheme, host, port), target.startsWith("/") ? target : "/" + target);
  }

  /**
   * Where a redirect from here leads.
   *
   * @throws IllegalArgumentException as in {@link #parse}
   */
  WebAddress resolve(String location) {
    String text = location.strip();
    int end = 0;
    while (end < text.length() && ":/?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (end < text.length() && text.charAt(end) == ':') {
      return parse(text);
    } else if (text.startsWith("//")) {
      return parse(origin.scheme() + ":" + text);
    }
    int fragment = text.indexOf('#');
    String reference = encoded(fragment < 0 ? text : text.substring(0, fragment));
    if (reference.startsWith("?")) {
      // java.net.URI follows an older rule here and would drop the last part of the path.
      int question = target.indexOf('?');
      return new WebAddress(
          origin, (question < 0 ? target : target.substring(0, question)) + reference);
    }
    return parse(URI.create(toString()).resolve(reference).toString());
  }

  /** Whether the text is a host name in ASCII, underscores included as DNS has them. */
  static boolean isHostName(String host) {
    if (host.isEmpty() || host.length() > 253) {
      return false;
    }
    int label = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      if (c == '.' ? label == 0 : !letter || label == 63) {
        return false;
      }
      label = c == '.' ? 0 : label + 1;
    }
    return label > 0;
  }

  /** The address in full; has no credentials, but its query may be a signature. */
  @Override
  public String toString() {
    return origin + target;
  }

  private static int port(String text) {
    if (text.isEmpty()) {
      return -1;
    }
    int port = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      port = c < '0' || c > '9' || port > 65535 ? 65536 : port * 10 + (c - '0');
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("its port is not 1 to 65535");
    }
    return port;
  }

  private static String host(String text) {
    if (text.startsWith("[")) {
      String inside = text.endsWith("]") ? text.substring(1, text.length() - 1) : "";
      byte[] address = inside.indexOf(':') < 0 ? null : Literals.address(inside);
      if (address == null) {
        throw new IllegalArgumentException("its IPv6 address is not a plain one");
      }
      return Cidr.inet(address).getHostAddress();
    }
    String host;
    try {
      host = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("its host name is not valid", e);
    }
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    if (Literals.address(host) == null && Literals.endsInNumber(host)) {
      throw new IllegalArgumentException(
          "its host looks like an IPv4 address but is not four plain decimal numbers");
    }
    if (Literals.address(host) == null && !isHostName(host)) {
      throw new IllegalArgumentException("its host name is missing or not valid");
    }
    return host;
  }

  private static String encoded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c < ' ' || c == 0x7f) {
        throw new IllegalArgumentException("it holds a control character");
      }
      boolean keeps =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || PLAIN.indexOf(c) >= 0
              || (c == '%' && hex(text, i + 1) && hex(text, i + 2));
      if (keeps) {
        out.append((char) c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
        }
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean hex(String text, int at) {
    return at < text.length() && Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 128;
  }
}
