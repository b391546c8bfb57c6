// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.labelstudio.FakeLabelStudio;
import dev.lsml.deploy.plan.Access;
import dev.lsml.deploy.plan.LabelStudio;
import dev.lsml.testkit.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelStudioPartTest {
  private static final String KEY = "0123456789012345678901234567890123456789";
  private static final Access ACCESS =
      new Access("lsml", "the-password", "the-hook", "the vault", Map.of(), 1);

  private static LabelStudioPart part(String key) {
    ClientOptions options =
        new ClientOptions(
            ManualClock.atNewYear(),
            time -> {},
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            1 << 20,
            1);
    return new LabelStudioPart(key, "reviews", options);
  }

  @Test
  void withoutAKeyItIsToldWhereToGetOne() {
    assertThat(part(null).check(new LabelStudio("https://ls.example.com", null)))
        .extracting(Finding::toString)
        .containsExactly(
            "There is no API key for Label Studio at https://ls.example.com: the backend fetches"
                + " annotations with it. Set the environment variable LABEL_STUDIO_API_KEY; it is"
                + " a personal access token (Label Studio: Account & Settings, Personal Access"
                + " Token). A server with id label-studio in Maven's settings.xml will do as well");
  }

  @Test
  void oneThatCannotBeReachedFromHereIsInTheWayOnlyOfRegistering() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port;

    assertThat(part(KEY).check(new LabelStudio(url, null)))
        .hasSize(2)
        .noneMatch(Finding::isError)
        .first()
        .extracting(Finding::toString)
        .isEqualTo(
            "The backend cannot reach Label Studio at "
                + url
                + ": that address means this machine. Give an address that is reachable from the"
                + " Internet, or training will fail");
    assertThat(part(KEY).check(new LabelStudio(url, 7L))).anyMatch(Finding::isError);
  }

  @Test
  void aKeyThatIsRefusedIsInTheWay() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();

      List<Finding> findings = part(KEY).check(new LabelStudio(url, null));

      assertThat(findings).last().satisfies(finding -> assertThat(finding.isError()).isTrue());
      assertThat(findings.toString()).doesNotContain(KEY);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anAddressThatIsNoneIsToldAsAFinding() {
    assertThat(part(KEY).check(new LabelStudio("ls.example.com", null)))
        .extracting(Finding::problem)
        .containsExactly("Label Studio cannot be asked");
  }

  @Test
  void registersOnceSaysSoAndRemoves() {
    try (FakeLabelStudio fake = new FakeLabelStudio()) {
      LabelStudio labelStudio = new LabelStudio(fake.url(), 7L);
      String url = "https://reviews.example.com";

      assertThat(part(KEY).register(labelStudio, url, ACCESS).get(0)).startsWith("registered as");
      assertThat(part(KEY).register(labelStudio, url, ACCESS).get(0))
          .startsWith("registered already, as");
      assertThat(fake.backends()).singleElement().asString().contains("title=reviews");

      assertThat(part(KEY).unregister(labelStudio, url))
          .containsExactly("removed from project 7: 1 registration(s), 1 webhook(s)");
      assertThat(part(KEY).unregister(labelStudio, url)).containsExactly("it is not registered");
    }
  }

  @Test
  void withoutAKeyNothingIsRemovedInSilence() throws IOException {
    assertThatThrownBy(
            () -> part(null).unregister(new LabelStudio("https://ls.example.com", 7L), "https://x"))
        .isInstanceOf(DeployException.class)
        .hasMessageStartingWith("Label Studio cannot be told: there is no API key for it. Set");
  }
}
