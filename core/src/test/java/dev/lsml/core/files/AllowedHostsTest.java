// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AllowedHostsTest {

  @Test
  void namesAddressesAndNetworksAreRead() throws Exception {
    AllowedHosts allowed = AllowedHosts.parse(" MinIO, 10.1.0.0/16\tfd00::/8, 192.168.1.9 ,");

    assertThat(allowed.name("minio")).isTrue();
    assertThat(allowed.name("minio.evil.org")).isFalse();
    assertThat(allowed.name("evil-minio")).isFalse();
    assertThat(allowed.address(InetAddress.getByName("10.1.255.255"))).isTrue();
    assertThat(allowed.address(InetAddress.getByName("10.2.0.0"))).isFalse();
    assertThat(allowed.address(InetAddress.getByName("192.168.1.9"))).isTrue();
    assertThat(allowed.address(InetAddress.getByName("192.168.1.8"))).isFalse();
    assertThat(allowed.address(InetAddress.getByName("fd12::1"))).isTrue();
    assertThat(allowed.address(InetAddress.getByName("fe80::1"))).isFalse();
  }

  @Test
  void nothingSetAllowsNothing() {
    assertThat(AllowedHosts.parse(null)).isSameAs(AllowedHosts.NONE);
    assertThat(AllowedHosts.parse("  ")).isSameAs(AllowedHosts.NONE);
  }

  @Test
  void prefixesThatEndInsideAByteCountTheirBits() throws Exception {
    AllowedHosts allowed = AllowedHosts.parse("172.16.0.0/12");

    assertThat(allowed.address(InetAddress.getByName("172.31.0.1"))).isTrue();
    assertThat(allowed.address(InetAddress.getByName("172.32.0.1"))).isFalse();
    assertThat(AllowedHosts.parse("0.0.0.0/0").address(InetAddress.getByName("9.9.9.9"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://minio",
        "minio:9000",
        "10.0.0.0/33",
        "10.0.0.0/x",
        "::1/129",
        "*.example.org",
        "127.1",
        "0x7f.1",
        "10.0.0",
        "[::1]",
        "a..b",
        "fe80::1%eth0",
        "name/8"
      })
  void anEntryOfAnotherKindIsRefusedByName(String entry) {
    assertThatThrownBy(() -> AllowedHosts.parse("ok.example," + entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LSML_ALLOW_HOSTS")
        .hasMessageContaining("'" + entry + "'")
        .hasMessageContaining("Write it as in");
  }
}
