// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.aws;

import dev.lsml.core.http.Headers;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda function URL as its function sees it: HTTP calls become events of payload format 2.0,
 * and what the function returns becomes an HTTP answer. Pure functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">payloads
 *     of function URLs</a>
 */
public final class FunctionUrl {
  private static final String HOST = "abcdefg.lambda-url.us-east-1.on.aws";

  private FunctionUrl() {}

  /**
   * The event that a call becomes.
   *
   * @throws IOException when the call's body cannot be read
   */
  public static Map<String, @Nullable Object> event(HttpCall call, String requestId)
      throws IOException {
    int question = call.target().indexOf('?');
    String path = question < 0 ? call.target() : call.target().substring(0, question);
    byte[] body = call.body().readAllBytes();
    Map<String, @Nullable Object> headers = new LinkedHashMap<>();
    headers.put("host", HOST);
    if (body.length > 0) {
      headers.put("content-length", Integer.toString(body.length));
    }
    List<String> cookies = new ArrayList<>();
    for (Map.Entry<String, String> header : call.headers()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.equals("cookie")) {
        cookies.addAll(List.of(header.getValue().split("; ?", -1)));
      } else {
        headers.merge(name, header.getValue(), (one, more) -> one + "," + more);
      }
    }
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("version", "2.0");
    event.put("routeKey", "$default");
    event.put("rawPath", path);
    event.put("rawQueryString", question < 0 ? "" : call.target().substring(question + 1));
    if (!cookies.isEmpty()) {
      event.put("cookies", cookies);
    }
    event.put("headers", headers);
    event.put("requestContext", context(call.method(), path, requestId));
    boolean text = isText(String.valueOf(headers.get("content-type")));
    if (body.length > 0) {
      event.put(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0 && !text);
    return event;
  }

  private static Map<String, @Nullable Object> context(
      String method, String path, String requestId) {
    Map<String, @Nullable Object> http = new LinkedHashMap<>();
    http.put("method", method);
    http.put("path", path);
    http.put("protocol", "HTTP/1.1");
    http.put("sourceIp", "192.0.2.1");
    http.put("userAgent", "test");
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    context.put("accountId", "anonymous");
    context.put("apiId", "abcdefg");
    context.put("authentication", null);
    context.put("domainName", HOST);
    context.put("domainPrefix", "abcdefg");
    context.put("http", http);
    context.put("requestId", requestId);
    context.put("routeKey", "$default");
    context.put("stage", "$default");
    context.put("time", "01/Jan/2026:00:00:00 +0000");
    context.put("timeEpoch", 1_767_225_600_000L);
    return context;
  }

  private static boolean isText(String contentType) {
    return contentType.startsWith("text/")
        || contentType.startsWith("application/json")
        || contentType.startsWith("application/javascript")
        || contentType.startsWith("application/xml");
  }

  /**
   * The answer that a function's result becomes. A result without a status is itself the body.
   *
   * @param result JSON
   */
  public static HttpAnswer answer(byte[] result) throws IOException {
    JsonView view = JsonView.of(Json.read(new ByteArrayInputStream(result)));
    if (!view.has("statusCode")) {
      return new HttpAnswer(
          200,
          "",
          Headers.empty().with("Content-Type", "application/json"),
          new ByteArrayInputStream(result));
    }
    Headers headers = Headers.empty();
    Map<String, @Nullable Object> sent = view.get("headers").objectOrNull();
    if (sent != null) {
      for (Map.Entry<String, @Nullable Object> field : sent.entrySet()) {
        headers = headers.with(field.getKey(), String.valueOf(field.getValue()));
      }
    }
    for (JsonView cookie : view.get("cookies").items()) {
      headers = headers.with("Set-Cookie", cookie.string());
    }
    String body = view.get("body").stringOrNull();
    byte[] bytes =
        body == null
            ? new byte[0]
            : view.get("isBase64Encoded").flag(false)
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    return new HttpAnswer(
        (int) view.get("statusCode").whole(), "", headers, new ByteArrayInputStream(bytes));
  }
}
