// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends a request to the handler of its path and method; the only place of 404 and 405. A trailing
 * slash makes no difference and never redirects, since Label Studio would turn the redirected POST
 * into a GET (protocol §1.1). HEAD is answered as GET; adapters leave the body out.
 *
 * <p>Built once, then immutable and thread-safe.
 */
final class Router implements HttpHandler {
  private final Map<String, Map<String, HttpHandler>> routes = new LinkedHashMap<>();

  Router on(String method, String path, HttpHandler handler) {
    routes.computeIfAbsent(path, p -> new LinkedHashMap<>()).put(method, handler);
    return this;
  }

  /** Tells whether anything answers on exactly this path. */
  boolean knows(String path) {
    return routes.containsKey(path);
  }

  @Override
  public HttpResponse handle(HttpRequest request) throws Exception {
    String path = request.path();
    while (path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    Map<String, HttpHandler> methods = routes.get(path);
    if (methods == null) {
      return HttpResponse.error(
          404,
          "There is no " + path + " here",
          "a Label Studio ML backend answers on " + String.join(" ", routes.keySet()),
          "give Label Studio the backend's base URL, without a path of its own");
    }
    HttpHandler handler = methods.get(request.method().equals("HEAD") ? "GET" : request.method());
    if (handler == null) {
      String allowed = String.join(", ", methods.keySet());
      return HttpResponse.error(
              405,
              path + " does not answer to " + request.method(),
              "the methods it knows are " + allowed,
              "use " + allowed)
          .with("Allow", allowed);
    }
    return handler.handle(request);
  }
}
