// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.files.TaskFileException.Step;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileAddressesTest {
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "loop", List.of("127.0.0.1"),
          "v6loop", List.of("::1"),
          "meta", List.of("169.254.169.254"),
          "mixed", List.of("8.8.8.8", "127.0.0.1"),
          "mapped", List.of("::ffff:127.0.0.1"),
          "ula", List.of("fd00:ec2::254"),
          "cgnat", List.of("100.100.100.200"),
          "nat64", List.of("64:ff9b::7f00:1"),
          "zero", List.of("0.0.0.0"));

  private static RawServer server;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\nsecret");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<String> addresses() throws Exception {
    try (InputStream in = HostileAddressesTest.class.getResourceAsStream("hostile-addresses.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void noConnectionIsMade(String address) {
    String uri =
        address
            .replace("{port}", String.valueOf(server.port()))
            .replace("\\t", "\t")
            .replace("\\r", "\r")
            .replace("\\n", "\n")
            .replace("\\0", "\0");
    FilesFixture fixture = new FilesFixture(folder);
    fixture.resolver = HostileAddressesTest::resolve;
    fixture.localFilesRoot = folder;

    // Both steps come before any connection is tried, to this server or to any other.
    assertThatThrownBy(() -> fixture.files().bytes(FilesFixture.TASK, uri))
        .isInstanceOfSatisfying(
            TaskFileException.class,
            e -> assertThat(e.step()).isIn(Step.READ_ADDRESS, Step.CHECK_ADDRESS))
        .hasMessageContaining("of task 12");
    assertThat(server.connections).hasValue(0);
  }

  @Test
  void thereAreManyOfThem() throws Exception {
    assertThat(addresses()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
  }

  private static InetAddress[] resolve(String host) throws UnknownHostException {
    String name = host.toLowerCase(Locale.ROOT);
    List<String> addresses =
        NAMES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), List.of("127.0.0.1"));
    InetAddress[] found = new InetAddress[addresses.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = InetAddress.getByName(addresses.get(i));
    }
    return found;
  }
}
