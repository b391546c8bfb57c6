// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.auth;

import dev.lsml.aws.http.AwsHttp;
import dev.lsml.aws.http.Backoff;
import dev.lsml.aws.http.Refusal;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Secrets of AWS Secrets Manager in place of their names: a variable such as {@code
 * LABEL_STUDIO_API_KEY} may hold a secret's ARN, since everybody who may look at a function sees
 * its variables. Pure but for the requests.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">
 *     the call</a>
 */
public final class SecretValues {
  private SecretValues() {}

  /**
   * The environment with the values of its secrets. Without a secret's ARN in it, it is returned as
   * it is and nothing is asked.
   *
   * @throws IllegalStateException when a secret cannot be read; says what to do
   */
  public static Map<String, String> resolved(Map<String, String> environment) {
    return resolved(
        environment, AwsHttp.patient(new Backoff(Thread::sleep)), InstantSource.system());
  }

  static Map<String, String> resolved(
      Map<String, String> environment, AwsHttp http, InstantSource clock) {
    Map<String, String> resolved = null;
    KeySource keys = null;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String arn = variable.getValue();
      if (!isSecret(arn)) {
        continue;
      }
      if (resolved == null || keys == null) {
        resolved = new HashMap<>(environment);
        keys = AwsEnvironment.keys(environment);
      }
      try {
        resolved.put(variable.getKey(), value(arn, environment, keys, http, clock));
      } catch (IOException | JsonException e) {
        throw new IllegalStateException(
            "cannot read the secret that "
                + variable.getKey()
                + " names, "
                + arn
                + ": "
                + e.getMessage()
                + "; it needs a value, and the role of this function secretsmanager:GetSecretValue"
                + " on it, as deploying sees to",
            e);
      }
    }
    return resolved == null ? environment : resolved;
  }

  private static boolean isSecret(String value) {
    return value.startsWith("arn:aws") && value.contains(":secretsmanager:");
  }

  private static String value(
      String arn,
      Map<String, String> environment,
      KeySource keys,
      AwsHttp http,
      InstantSource clock)
      throws IOException {
    String region = arn.split(":", -1)[3];
    String told = AwsEnvironment.endpoint(environment, "SECRETS_MANAGER");
    URI endpoint =
        URI.create(
            (told == null
                    ? "https://secretsmanager." + region + "." + AwsEnvironment.domain(region)
                    : told)
                + "/");
    byte[] body = Json.bytes(Map.of("SecretId", arn));
    Map<String, String> headers =
        new SigV4("secretsmanager", region)
            .sign(
                "POST",
                endpoint,
                Map.of(
                    "Content-Type",
                    "application/x-amz-json-1.1",
                    "X-Amz-Target",
                    "secretsmanager.GetSecretValue"),
                SigV4.hash(body),
                keys.keys(),
                clock.instant());
    String answer = http.send("POST", endpoint, headers, body, SecretValues::text);
    return JsonView.of(Json.read(answer)).get("SecretString").string();
  }

  private static String text(int status, HttpURLConnection connection) throws IOException {
    if (status != 200) {
      throw new Refusal(status, AwsHttp.errorText(connection));
    }
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
