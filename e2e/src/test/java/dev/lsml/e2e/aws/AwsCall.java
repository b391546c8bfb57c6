// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.aws;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for a service of AWS.
 *
 * @param service as the request is signed for it; empty when it is not signed
 * @param target path and query as they stand in the request line
 * @param headers as they were sent
 */
public record AwsCall(
    String service, String method, String target, Map<String, List<String>> headers, byte[] body) {

  /** What comes back. */
  public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    /** An answer in JSON. */
    public static Answer json(int status, Object value) {
      return new Answer(
          status, Map.of("Content-Type", List.of("application/json")), Json.bytes(value));
    }

    /** How Lambda refuses. */
    public static Answer refusal(int status, String type, String message) {
      Answer plain = json(status, Map.of("Type", "User", "Message", message, "message", message));
      return new Answer(
          status,
          Map.of("Content-Type", List.of("application/json"), "X-Amzn-ErrorType", List.of(type)),
          plain.body());
    }

    /** The body as JSON. */
    public JsonView view() {
      return JsonView.of(Json.read(body));
    }

    boolean isGood() {
      return status / 100 == 2;
    }
  }

  /** The same request with another body. */
  AwsCall withBody(Map<String, @Nullable Object> json) {
    return new AwsCall(service, method, target, headers, Json.bytes(json));
  }

  /** The body as JSON. */
  JsonView view() {
    return JsonView.of(Json.read(body));
  }

  /** Decoded parts of the path. */
  List<String> path() {
    String path = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
    return List.of(path.substring(1).split("/")).stream().map(AwsCall::decoded).toList();
  }

  /** A parameter of the query; {@code null} when it is not there. */
  @Nullable String parameter(String name) {
    int question = target.indexOf('?');
    for (String pair : question < 0 ? new String[0] : target.substring(question + 1).split("&")) {
      if (pair.startsWith(name + "=")) {
        return decoded(pair.substring(name.length() + 1));
      }
    }
    return null;
  }

  /** What is asked of a service that speaks JSON, such as {@code FilterLogEvents}; else empty. */
  public String operation() {
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (header.getKey().toLowerCase(Locale.ROOT).equals("x-amz-target")) {
        String value = header.getValue().get(0);
        return value.substring(value.lastIndexOf('.') + 1);
      }
    }
    return "";
  }

  /** Whether it gives a function that is there another package. */
  public boolean isPackageChange() {
    List<String> path = path();
    return service.equals("lambda")
        && method.equals("PUT")
        && path.size() == 4
        && path.get(3).equals("code");
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return service + " " + method + " " + target + " " + operation();
  }
}
