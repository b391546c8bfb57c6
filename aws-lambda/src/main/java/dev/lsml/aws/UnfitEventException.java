// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.core.http.HttpResponse;

/** An event that is no request. Carries what to answer. */
final class UnfitEventException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient HttpResponse response;

  UnfitEventException(int status, String problem, String cause, String remedy) {
    super(problem);
    this.response = HttpResponse.error(status, problem, cause, remedy);
  }

  HttpResponse response() {
    return response;
  }
}
