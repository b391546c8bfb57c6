// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressGuardTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0.0.0 | this host",
        "0.255.255.255 | this host",
        "10.0.0.1 | private",
        "10.255.255.255 | private",
        "100.64.0.0 | carrier-grade NAT",
        "100.100.100.200 | carrier-grade NAT",
        "100.127.255.255 | carrier-grade NAT",
        "127.0.0.1 | loopback",
        "127.255.255.254 | loopback",
        "168.63.129.16 | Azure",
        "169.254.169.254 | link-local",
        "169.254.170.2 | link-local",
        "172.16.0.1 | private",
        "172.31.255.255 | private",
        "192.0.0.192 | protocol assignments",
        "192.0.2.1 | documentation",
        "192.31.196.1 | AS112",
        "192.52.193.1 | multicast",
        "192.88.99.1 | 6to4",
        "192.168.0.1 | private",
        "192.175.48.1 | AS112",
        "198.18.0.1 | benchmarking",
        "198.19.255.255 | benchmarking",
        "198.51.100.7 | documentation",
        "203.0.113.7 | documentation",
        "224.0.0.1 | multicast",
        "239.255.255.255 | multicast",
        "240.0.0.1 | reserved",
        "255.255.255.255 | reserved",
        ":: | this host",
        "::1 | loopback",
        "::2 | IPv4-compatible",
        "::7f00:1 | IPv4-compatible",
        "64:ff9b::127.0.0.1 | loopback",
        "64:ff9b::a9fe:a9fe | link-local",
        "64:ff9b:1::1 | local NAT64",
        "100::1 | discard",
        "2001::1 | Teredo",
        "2001:0:7f00:1:: | Teredo",
        "2001:2::1 | protocol assignments",
        "2001:10::1 | protocol assignments",
        "2001:db8::1 | documentation",
        "2002:7f00:1:: | 6to4",
        "2002:a9fe:a9fe::1 | 6to4",
        "2620:4f:8000::1 | AS112",
        "3fff::1 | documentation",
        "5f00::1 | segment routing",
        "fc00::1 | private",
        "fd00:ec2::254 | private",
        "fe80::1 | link-local",
        "febf::1 | link-local",
        "fec0::1 | site-local",
        "ff02::1 | multicast",
        "4000::1 | reserved",
        "1::1 | reserved",
        "::ffff:0:7f00:1 | reserved",
      })
  void whatIsNotPublicIsForbiddenWithItsMeaning(String address, String meaning) {
    assertThat(AddressGuard.forbidden(Cidr.inet(Literals.address(address)))).contains(meaning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "168.63.129.15",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "203.0.114.0",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2400:cb00::1",
        "2606:4700:4700::1111",
        "2a00:1450:4001::1",
        "3ffe::1",
        "64:ff9b::8.8.8.8",
      })
  void whatIsPublicIsAllowed(String address) {
    assertThat(AddressGuard.forbidden(Cidr.inet(Literals.address(address)))).isNull();
  }

  @Test
  void anIpv4AddressInsideAnIpv6OneIsSeenThrough() throws Exception {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = 10;

    // The JDK unwraps mapped addresses by itself, other software may hand them over as they are.
    assertThat(AddressGuard.forbidden(mapped))
        .isEqualTo("private, 10.0.0.0/8, inside an IPv6 address");
    mapped[12] = 8;
    assertThat(AddressGuard.forbidden(mapped)).isNull();
    assertThat(AddressGuard.forbidden(InetAddress.getByName("::ffff:127.0.0.1")))
        .isEqualTo("loopback, 127.0.0.0/8");
  }
}
