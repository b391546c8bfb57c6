// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.google;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Secret Manager as far as it is used: reading a version of a secret. Thread-safe. */
final class SecretsApi implements GoogleHandler {
  private final String project;
  private final Map<String, List<String>> secrets = new ConcurrentHashMap<>();

  SecretsApi(String project) {
    this.project = project;
  }

  void add(String secret, String value) {
    secrets.compute(
        secret,
        (name, before) -> {
          List<String> versions = new ArrayList<>(before == null ? List.of() : before);
          versions.add(value);
          return List.copyOf(versions);
        });
  }

  void remove(String secret) {
    secrets.remove(secret);
  }

  @Override
  public @Nullable GoogleAnswer answer(GoogleCall call) {
    String prefix = "v1/projects/" + project + "/secrets/";
    List<String> parts = call.segments();
    if (!call.path().startsWith(prefix) || parts.size() != 7 || !call.method().equals("GET")) {
      return null;
    }
    String secret = parts.get(4);
    String asked = parts.get(6);
    if (!asked.endsWith(":access")) {
      return null;
    }
    List<String> versions = secrets.getOrDefault(secret, List.of());
    String word = asked.substring(0, asked.length() - ":access".length());
    int number = word.equals("latest") ? versions.size() : Integer.parseInt(word);
    String name = "projects/" + project + "/secrets/" + secret + "/versions/" + number;
    if (number < 1 || number > versions.size()) {
      return GoogleAnswer.error(404, "NOT_FOUND", "Secret Version [" + name + "] not found.");
    }
    byte[] bytes = versions.get(number - 1).getBytes(StandardCharsets.UTF_8);
    return GoogleAnswer.json(
        Map.of("name", name, "payload", Map.of("data", Base64.getEncoder().encodeToString(bytes))));
  }
}
