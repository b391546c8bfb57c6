// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import static dev.lsml.core.files.FilesFixture.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.files.TaskFileException.Step;
import dev.lsml.core.labelstudio.LoopbackServer;
import dev.lsml.core.labelstudio.LoopbackServer.Answer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, the addresses behind them, and redirects. */
final class GuardedConnectionTest {
  @TempDir Path folder;

  @Test
  void aConnectionGoesToTheAddressThatWasChecked() {
    // 127.0.0.1 stands for a public address, and the name's owner changes it at once.
    AtomicInteger lookUps = new AtomicInteger();
    FilesFixture fixture = new FilesFixture(folder).allow("127.0.0.1/32");
    fixture.resolver =
        host ->
            new InetAddress[] {
              InetAddress.getByName(lookUps.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")
            };
    try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\npublic")) {
      byte[] bytes =
          fixture.files().bytes(TASK, "http://rebinding.example:" + server.port() + "/f");

      assertThat(bytes).asString().isEqualTo("public");
      assertThat(lookUps).hasValue(1);
      assertThat(server.requests.get(0))
          .contains("\r\nHost: rebinding.example:" + server.port() + "\r\n");
    }
  }

  @Test
  void aNameThatChangesToAPrivateAddressBetweenRedirectsIsRefused() {
    AtomicInteger lookUps = new AtomicInteger();
    FilesFixture fixture = new FilesFixture(folder).allow("127.0.0.1/32");
    fixture.resolver =
        host ->
            new InetAddress[] {
              InetAddress.getByName(lookUps.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")
            };
    try (RawServer server = RawServer.sending("HTTP/1.1 302 Found\r\nLocation: /again\r\n\r\n")) {
      assertThatThrownBy(
              () -> fixture.files().bytes(TASK, "http://rebinding.example:" + server.port()))
          .isInstanceOfSatisfying(
              TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.CHECK_ADDRESS))
          .hasMessageContaining("forbidden address (loopback, 127.0.0.0/8)");
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void oneForbiddenAddressAmongManyIsEnoughToRefuse() {
    FilesFixture fixture = new FilesFixture(folder).resolve("8.8.8.8", "1.1.1.1", "10.0.0.1");

    assertThatThrownBy(() -> fixture.files().bytes(TASK, "http://mixed.example/f"))
        .isInstanceOf(TaskFileException.class)
        .hasMessageContaining("mixed.example is at a forbidden address (private, 10.0.0.0/8)")
        .hasMessageContaining("LSML_ALLOW_HOSTS");
  }

  @Test
  void theNextAddressIsTriedWhenOneDoesNotAnswer() {
    FilesFixture fixture =
        new FilesFixture(folder).allow("127.0.0.0/8").resolve("127.0.0.3", "127.0.0.1");
    try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\nhere")) {
      assertThat(fixture.files().bytes(TASK, "http://two.example:" + server.port() + "/f"))
          .asString()
          .isEqualTo("here");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"private.example", "127.0.0.1", "10.0.0.0/8 127.0.0.0/8"})
  void anAllowedHostOrNetworkMayBePrivate(String allowed) {
    FilesFixture fixture = new FilesFixture(folder).allow(allowed).resolve("127.0.0.1");
    try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\nok")) {
      assertThat(fixture.files().bytes(TASK, "http://private.example:" + server.port() + "/f"))
          .asString()
          .isEqualTo("ok");
    }
  }

  @Test
  void aHostThatIsNotKnownIsSaid() {
    assertThatThrownBy(() -> new FilesFixture(folder).files().bytes(TASK, "http://no.example/f"))
        .isInstanceOfSatisfying(
            TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.LOOK_UP))
        .hasMessageContaining("the host no.example is not known here");
  }

  @ParameterizedTest
  @CsvSource({
    "http://169.254.169.254/latest/meta-data/, CHECK_ADDRESS, link-local",
    "http://[fd00:ec2::254]/latest/, CHECK_ADDRESS, private",
    "http://[::ffff:169.254.169.254]/, CHECK_ADDRESS, link-local",
    "http://metadata.example/, CHECK_ADDRESS, link-local",
    "//169.254.169.254/, CHECK_ADDRESS, link-local",
    "http://2852039166/, REDIRECT, four plain decimal numbers",
    "http://x@127.0.0.1/, REDIRECT, a user name before the host",
    "file:///etc/passwd, REDIRECT, not an http or https address",
    "jar:http://127.0.0.1/x!/, REDIRECT, not an http or https address",
  })
  void aRedirectIsCheckedLikeTheFirstAddress(String location, Step step, String reason) {
    FilesFixture fixture = new FilesFixture(folder).allow("127.0.0.1").resolve("169.254.169.254");
    try (RawServer server =
        RawServer.sending("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n")) {
      assertThatThrownBy(() -> fixture.files().bytes(TASK, server.url("/f")))
          .isInstanceOfSatisfying(
              TaskFileException.class, e -> assertThat(e.step()).isEqualTo(step))
          .hasMessageContaining(reason);
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void aRedirectIsFollowedFiveTimesAndNotMore() {
    FilesFixture fixture = new FilesFixture(folder).allow("127.0.0.1");
    try (LoopbackServer server =
        new LoopbackServer(
            request -> {
              int left = Integer.parseInt(request.path().substring(1));
              return left == 0
                  ? Answer.text("arrived")
                  : Answer.redirect(302 + left % 2, "/" + (left - 1));
            })) {
      assertThat(fixture.files().bytes(TASK, server.url() + "/5")).asString().isEqualTo("arrived");
      assertThat(server.seen()).hasSize(6);

      assertThatThrownBy(() -> fixture.files().bytes(TASK, server.url() + "/6"))
          .isInstanceOfSatisfying(
              TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.REDIRECT))
          .hasMessageContaining("more than 5 redirects")
          .hasMessageContaining("final address");
      assertThat(server.seen()).hasSize(12);
    }
  }
}
