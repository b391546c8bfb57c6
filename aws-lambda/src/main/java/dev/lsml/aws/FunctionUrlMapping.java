// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.core.http.Headers;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of payload format 2.0 as requests, and responses as what Lambda turns back into HTTP. Both
 * function URLs and HTTP APIs send this format. Pure functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">payloads
 *     of function URLs</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">payloads
 *     of HTTP APIs</a>
 */
final class FunctionUrlMapping {
  /**
   * 6 MB as Lambda counts them, for the event and for what answers it; base64 and JSON's escapes
   * count too (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
   */
  static final int MAX_BYTES = 6_291_556;

  private static final String ROUND =
      "select fewer tasks, or use mvn lsml:preannotate, which has no such limit";

  private FunctionUrlMapping() {}

  /**
   * The request that an event is.
   *
   * @throws UnfitEventException when it is none, or too large
   * @throws IOException when the event cannot be read
   */
  static HttpRequest request(InputStream input) throws UnfitEventException, IOException {
    byte[] bytes = input.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new UnfitEventException(
          413,
          "The request is over the limit of 6 MB that Lambda has",
          "Label Studio sends all selected tasks in one request",
          ROUND);
    }
    try {
      JsonView event = JsonView.of(Json.read(new ByteArrayInputStream(bytes)));
      JsonView context = event.get("requestContext");
      String method = context.get("http").get("method").stringOrNull();
      String path = event.get("rawPath").stringOrNull();
      if (method == null || path == null) {
        throw noRequest("it has no requestContext.http.method and rawPath");
      }
      String query = event.get("rawQueryString").stringOrNull();
      return new HttpRequest(
          method.toUpperCase(Locale.ROOT),
          HttpRequest.decodedPath(withoutStage(path, context.get("stage").stringOrNull())),
          query == null || query.isEmpty() ? null : query,
          headers(event),
          new ByteArrayInputStream(body(event)));
    } catch (JsonException e) {
      throw noRequest(String.valueOf(e.getMessage()));
    }
  }

  private static UnfitEventException noRequest(String why) {
    return new UnfitEventException(
        400,
        "The event is no HTTP request of payload format 2.0: " + why,
        "The function is invoked by something else than its URL, or an API sends format 1.0",
        "Call the function's URL; an API Gateway HTTP API needs payloadFormatVersion 2.0");
  }

  /** An HTTP API puts the name of its stage in front, unless that is the default one. */
  private static String withoutStage(String path, @Nullable String stage) {
    if (stage == null || stage.equals("$default") || !path.startsWith("/" + stage)) {
      return path;
    }
    String rest = path.substring(stage.length() + 1);
    return rest.isEmpty() ? "/" : rest.startsWith("/") ? rest : path;
  }

  /** Values of a name that was sent twice come joined by commas, cookies in a list of their own. */
  private static Headers headers(JsonView event) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    Map<String, @Nullable Object> sent = event.get("headers").objectOrNull();
    if (sent != null) {
      sent.forEach(
          (name, value) -> {
            if (value != null) {
              fields.put(name, List.of(value.toString()));
            }
          });
    }
    List<String> cookies = new ArrayList<>();
    event.get("cookies").items().forEach(cookie -> cookies.add(cookie.string()));
    if (!cookies.isEmpty()) {
      fields.put("cookie", List.of(String.join("; ", cookies))); // RFC 6265 §5.4
    }
    return Headers.of(fields);
  }

  /** Any body may come as base64, JSON too; only the flag tells. */
  private static byte[] body(JsonView event) throws UnfitEventException {
    String body = event.get("body").stringOrNull();
    if (body == null) {
      return new byte[0];
    }
    if (!event.get("isBase64Encoded").flag(false)) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw noRequest("its body is not base64, although isBase64Encoded says so");
    }
  }

  /**
   * What Lambda turns into our response. The reason phrase is lost: the format has no place for it.
   * One that is over Lambda's limit becomes a 413.
   *
   * @param method of the request; an answer to {@code HEAD} has the headers alone
   * @throws IOException when the body cannot be written
   */
  static byte[] event(HttpResponse response, String method) throws IOException {
    boolean hasBody = mayHaveBody(response.status()) && !method.equals("HEAD");
    Bounded body = new Bounded();
    try {
      if (hasBody) {
        response.body().writeTo(body);
      }
      byte[] event = Json.bytes(event(response, body.toByteArray()));
      if (event.length <= MAX_BYTES) {
        return event;
      }
    } catch (IOException e) {
      if (!body.full) {
        throw e;
      }
    }
    return event(
        HttpResponse.error(
            413,
            "The answer is over the limit of 6 MB that Lambda has",
            "Label Studio asked for the predictions of many tasks in one request",
            ROUND),
        method);
  }

  private static Map<String, @Nullable Object> event(HttpResponse response, byte[] body) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("statusCode", response.status());
    Map<String, String> headers = new LinkedHashMap<>();
    response
        .headers()
        .all()
        .forEach(
            (name, values) -> {
              if (name.equalsIgnoreCase("Set-Cookie")) {
                event.put(
                    "cookies", values); // a comma may be part of one, so they cannot be joined
              } else {
                headers.put(name, String.join(", ", values));
              }
            });
    event.put("headers", headers);
    if (body.length > 0) {
      String text = textOrNull(body);
      event.put("body", text == null ? Base64.getEncoder().encodeToString(body) : text);
      event.put("isBase64Encoded", text == null);
    }
    return event;
  }

  /** The bytes as text if that gives the same bytes back, which spares a third of the limit. */
  private static @Nullable String textOrNull(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** RFC 9110 §6.4.1. */
  private static boolean mayHaveBody(int status) {
    return status >= 200 && status != 204 && status != 304;
  }

  /** Takes no more bytes than Lambda would send. */
  private static final class Bounded extends java.io.OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private boolean full;

    @Override
    public void write(int b) throws IOException {
      makeRoom(1);
      bytes.write(b);
    }

    @Override
    public void write(byte[] more, int offset, int length) throws IOException {
      makeRoom(length);
      bytes.write(more, offset, length);
    }

    private void makeRoom(int length) throws IOException {
      if (bytes.size() + (long) length > MAX_BYTES) {
        full = true;
        throw new IOException("the answer is over the limit");
      }
    }

    byte[] toByteArray() {
      return bytes.toByteArray();
    }
  }
}
