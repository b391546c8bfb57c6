// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import dev.lsml.core.http.Headers;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Requests and responses of the Functions Framework as ours and back. Bodies are streamed. */
final class FunctionMapping {
  private FunctionMapping() {}

  /**
   * The framework's request as ours.
   *
   * @throws IOException when the body cannot be opened
   */
  static HttpRequest request(com.google.cloud.functions.HttpRequest request) throws IOException {
    return new HttpRequest(
        request.getMethod().toUpperCase(Locale.ROOT),
        HttpRequest.decodedPath(request.getPath()),
        request.getQuery().orElse(null),
        Headers.of(request.getHeaders()),
        request.getInputStream());
  }

  /**
   * Sends our response through the framework's. The reason phrase is handed over too; whether it
   * arrives is the framework's business, and its own invoker drops it.
   *
   * @param method of the request; an answer to {@code HEAD} has the headers alone
   * @throws IOException when the body cannot be written or sent
   */
  @SuppressWarnings("deprecation") // a reason phrase is the only text that Label Studio shows
  static void send(
      HttpResponse response, String method, com.google.cloud.functions.HttpResponse output)
      throws IOException {
    if (response.reason() == null) {
      output.setStatusCode(response.status());
    } else {
      output.setStatusCode(response.status(), response.reason());
    }
    for (Map.Entry<String, List<String>> field : response.headers().all().entrySet()) {
      for (String value : field.getValue()) {
        output.appendHeader(field.getKey(), value);
      }
    }
    if (!mayHaveBody(response.status())) {
      return;
    }
    long length = response.body().length();
    if (length >= 0 && response.headers().first("Content-Length") == null) {
      output.appendHeader("Content-Length", Long.toString(length));
    }
    if (length != 0 && !method.equals("HEAD")) {
      response.body().writeTo(output.getOutputStream());
    }
  }

  /** RFC 9110 §6.4.1. */
  private static boolean mayHaveBody(int status) {
    return status >= 200 && status != 204 && status != 304;
  }
}
