// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hosts and networks that tasks may name although their addresses are not public, such as a MinIO
 * beside Label Studio. Immutable.
 */
public final class AllowedHosts {
  /** Nothing but public addresses. */
  public static final AllowedHosts NONE = new AllowedHosts(Set.of(), List.of());

  private final Set<String> names;
  private final List<Cidr> networks;

  private AllowedHosts(Set<String> names, List<Cidr> networks) {
    this.names = names;
    this.networks = networks;
  }

  /**
   * Reads a list as {@code LSML_ALLOW_HOSTS} holds it.
   *
   * @param text host names, addresses and networks, separated by commas or spaces, such as {@code
   *     minio, 10.1.0.0/16}; a name means exactly that host, whatever its addresses are; {@code
   *     null} or blank for none
   * @throws IllegalArgumentException when an entry is none of these
   */
  public static AllowedHosts parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return NONE;
    }
    Set<String> names = new HashSet<>();
    List<Cidr> networks = new ArrayList<>();
    for (String entry : text.strip().toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
      if (entry.isEmpty()) {
        continue;
      }
      if (entry.indexOf('/') >= 0 || Literals.address(entry) != null) {
        networks.add(network(entry));
      } else if (WebAddress.isHostName(entry) && !Literals.endsInNumber(entry)) {
        names.add(entry);
      } else {
        throw wrong(entry);
      }
    }
    return new AllowedHosts(Set.copyOf(names), List.copyOf(networks));
  }

  /** Whether the host's addresses need no check. */
  boolean name(String host) {
    return names.contains(host);
  }

  /** Whether the address lies in an allowed network. */
  boolean address(InetAddress address) {
    byte[] bytes = address.getAddress();
    for (Cidr network : networks) {
      if (network.contains(bytes)) {
        return true;
      }
    }
    return false;
  }

  private static Cidr network(String entry) {
    try {
      return Cidr.of(entry);
    } catch (IllegalArgumentException e) {
      throw wrong(entry);
    }
  }

  private static IllegalArgumentException wrong(String entry) {
    return new IllegalArgumentException(
        "LSML_ALLOW_HOSTS has an entry that is neither a host name nor an address nor a network: '"
            + entry
            + "'. Write it as in minio.internal, 10.1.2.3, 10.1.0.0/16");
  }
}
