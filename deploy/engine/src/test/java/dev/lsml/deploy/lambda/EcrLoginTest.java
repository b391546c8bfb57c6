// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.Json;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.amazon.AwsApi;
import dev.lsml.deploy.image.RegistryLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EcrLoginTest {
  private final List<String> targets = new ArrayList<>();
  private byte[] answer = new byte[0];
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            targets.add(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theTokenIsUserAndPassword() {
    answerWith("AWS:pass:word");

    RegistryLogin login = EcrLogin.fetch(api());

    assertThat(login).isEqualTo(new RegistryLogin("AWS", "pass:word"));
    assertThat(login).hasToString("RegistryLogin[AWS]");
    assertThat(targets)
        .containsExactly("AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken");
  }

  @Test
  void anAnswerWithoutATokenIsRefusedAndNotShown() {
    answerWith("c2VjcmV0");

    assertThatThrownBy(() -> EcrLogin.fetch(api()))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "The login to the registry failed: ECR in eu-central-1 answered without a token of user"
                + " and password. Check AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_ECR, and run the same"
                + " command again");
  }

  @Test
  void onlyAmazonsRegistriesGetIt() {
    assertThat(EcrLogin.isFor("123456789012.dkr.ecr.eu-central-1.amazonaws.com")).isTrue();
    assertThat(EcrLogin.isFor("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn")).isTrue();
    assertThat(EcrLogin.isFor("127.0.0.1:5000")).isFalse();
    assertThat(EcrLogin.isFor("123456789012.dkr.ecr.eu-central-1.amazonaws.com.example.org"))
        .isFalse();
  }

  private void answerWith(String login) {
    String token = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    answer = Json.bytes(Map.of("authorizationData", List.of(Map.of("authorizationToken", token))));
  }

  private AwsApi api() {
    return AwsApi.of(
        Map.of(
            "AWS_ENDPOINT_URL",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "AWS_ACCESS_KEY_ID",
            "id",
            "AWS_SECRET_ACCESS_KEY",
            "secret"),
        "eu-central-1");
  }
}
