// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.http;

/**
 * A backend, or any part of one, as a function from request to response.
 *
 * <p>Implementations must be thread-safe: adapters call them from many threads at once.
 */
@FunctionalInterface
public interface HttpHandler {
  /**
   * Answers a request.
   *
   * @throws Exception for a failure that the caller turns into a 500; an expected failure is a
   *     response
   */
  HttpResponse handle(HttpRequest request) throws Exception;
}
