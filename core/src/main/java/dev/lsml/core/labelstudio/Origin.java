// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Scheme, host and port of a web address: what decides whether credentials may be sent there.
 * Immutable; two origins are equal when a browser would call them the same.
 *
 * @param scheme {@code http} or {@code https}, lower case
 * @param host a name or an address, lower case, IPv6 in the JDK's spelling without brackets
 * @param port the port in force, also when the address left it out
 */
public record Origin(String scheme, String host, int port) {

  /** Lower-cases scheme and host, and drops the brackets of an IPv6 address. */
  public Origin {
    scheme = scheme.toLowerCase(Locale.ROOT);
    host = host.toLowerCase(Locale.ROOT);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.indexOf(':') >= 0) {
      host = plainV6(host);
    }
    if (port < 0) {
      port = scheme.equals("https") ? 443 : 80;
    }
  }

  /**
   * The origin of an absolute address.
   *
   * @throws IllegalArgumentException when it has no scheme or no host
   */
  public static Origin of(URI uri) {
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new IllegalArgumentException("an absolute web address is needed");
    }
    return new Origin(uri.getScheme(), uri.getHost(), uri.getPort());
  }

  /** One spelling for each IPv6 address; a text with a colon is never asked of a name server. */
  private static String plainV6(String host) {
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      return host;
    }
  }

  /** The origin as it is written in an address, without a default port. */
  @Override
  public String toString() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + name + (usual ? "" : ":" + port);
  }
}
