// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lsml.aws.http.AwsHttp;
import dev.lsml.aws.http.Backoff;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretValuesTest {
  private static final String ARN =
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:reviews-basic-auth-pass-AbCdEf";

  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          JsonView request =
              JsonView.of(Json.read(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          String signed = exchange.getRequestHeaders().getFirst("Authorization");
          asked.add(
              exchange.getRequestHeaders().getFirst("X-Amz-Target")
                  + " "
                  + request.get("SecretId").string()
                  + " "
                  + signed.contains("/eu-central-1/secretsmanager/aws4_request"));
          byte[] body =
              Json.bytes(
                  status == 200
                      ? Map.of("SecretString", "s3cret")
                      : Map.of("__type", "AccessDeniedException"));
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aVariableThatNamesASecretGetsItsValue() {
    assertThat(resolved(Map.of("BASIC_AUTH_PASS", ARN, "BASIC_AUTH_USER", "lsml")))
        .containsEntry("BASIC_AUTH_PASS", "s3cret")
        .containsEntry("BASIC_AUTH_USER", "lsml");
    assertThat(asked).containsExactly("secretsmanager.GetSecretValue " + ARN + " true");
  }

  @Test
  void withoutSecretsNothingIsAsked() {
    Map<String, String> environment =
        Map.of("BASIC_AUTH_PASS", "arn:aws:sqs:us-east-1:1:x", "LABEL_STUDIO_API_KEY", "key");

    assertThat(SecretValues.resolved(environment)).isSameAs(environment);
    assertThat(asked).isEmpty();
  }

  @Test
  void aSecretThatCannotBeReadIsNamedWithTheRemedy() {
    status = 400;

    assertThatThrownBy(() -> resolved(Map.of("BASIC_AUTH_PASS", ARN)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "cannot read the secret that BASIC_AUTH_PASS names, " + ARN + ": it answered 400")
        .hasMessageContaining("AccessDeniedException")
        .hasMessageContaining("secretsmanager:GetSecretValue");
  }

  private Map<String, String> resolved(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put(
        "AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:" + server.getAddress().getPort());
    environment.put("AWS_ACCESS_KEY_ID", "A");
    environment.put("AWS_SECRET_ACCESS_KEY", "s");
    return SecretValues.resolved(
        environment, AwsHttp.patient(new Backoff(millis -> {})), InstantSource.system());
  }
}
