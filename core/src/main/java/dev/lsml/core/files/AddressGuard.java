// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which addresses must not be reached on the word of a task, since a task's address is chosen
 * by whoever may import tasks. The table follows the IANA special-purpose registries, with what
 * clouds add to them; the JDK's own helpers miss several of these. Thread-safe.
 */
final class AddressGuard {
  /** Prefixes behind which 4 bytes of IPv4 follow and are reached: mapped, and NAT64. */
  private static final byte[][] WRAPPERS = {
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff},
    {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}
  };

  /** In IPv6 only this is handed out to the public; what it excludes is in the table. */
  private static final Cidr GLOBAL_V6 = Cidr.of("2000::/3");

  private static final List<Rule> RULES =
      rules(
          "0.0.0.0/8", "this host",
          "10.0.0.0/8", "private",
          "100.64.0.0/10", "carrier-grade NAT, where some clouds keep metadata",
          "127.0.0.0/8", "loopback",
          "168.63.129.16/32", "Azure's platform services",
          "169.254.0.0/16", "link-local, where clouds keep metadata and credentials",
          "172.16.0.0/12", "private",
          "192.0.0.0/24", "protocol assignments, where some clouds keep metadata",
          "192.0.2.0/24", "documentation",
          "192.31.196.0/24", "AS112 service",
          "192.52.193.0/24", "multicast tunnels",
          "192.88.99.0/24", "6to4 relays",
          "192.168.0.0/16", "private",
          "192.175.48.0/24", "AS112 service",
          "198.18.0.0/15", "benchmarking",
          "198.51.100.0/24", "documentation",
          "203.0.113.0/24", "documentation",
          "224.0.0.0/4", "multicast",
          "240.0.0.0/4", "reserved and broadcast",
          "::/128", "this host",
          "::1/128", "loopback",
          "::/96", "IPv4-compatible",
          "64:ff9b:1::/48", "local NAT64",
          "100::/64", "discard",
          "2001::/32", "Teredo tunnels",
          "2001::/23", "protocol assignments",
          "2001:db8::/32", "documentation",
          "2002::/16", "6to4 tunnels",
          "2620:4f:8000::/48", "AS112 service",
          "3fff::/20", "documentation",
          "5f00::/16", "segment routing",
          "fc00::/7", "private, where some clouds keep metadata",
          "fe80::/10", "link-local",
          "fec0::/10", "site-local",
          "ff00::/8", "multicast");

  private AddressGuard() {}

  /**
   * Why an address is forbidden, such as {@code loopback, 127.0.0.0/8}; {@code null} if it is not.
   */
  static @Nullable String forbidden(InetAddress address) {
    return forbidden(address.getAddress());
  }

  static @Nullable String forbidden(byte[] address) {
    if (address.length == 16) {
      for (byte[] wrapper : WRAPPERS) {
        if (Arrays.equals(address, 0, 12, wrapper, 0, 12)) {
          String reason = forbidden(Arrays.copyOfRange(address, 12, 16));
          return reason == null ? null : reason + ", inside an IPv6 address";
        }
      }
    }
    for (Rule rule : RULES) {
      if (rule.network.contains(address)) {
        return rule.meaning + ", " + rule.network.text();
      }
    }
    if (address.length == 16 && !GLOBAL_V6.contains(address)) {
      return "reserved, outside " + GLOBAL_V6.text();
    }
    return null;
  }

  private static List<Rule> rules(String... pairs) {
    List<Rule> rules = new ArrayList<>(pairs.length / 2);
    for (int i = 0; i < pairs.length; i += 2) {
      rules.add(new Rule(Cidr.of(pairs[i]), pairs[i + 1]));
    }
    return List.copyOf(rules);
  }

  private record Rule(Cidr network, String meaning) {}
}
