// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a request body off at a number of bytes and answers 413, so that a body can never fill the
 * memory. Thread-safe.
 */
final class BodyLimit implements HttpHandler {
  private final long maxBytes;
  private final HttpHandler next;

  BodyLimit(long maxBytes, HttpHandler next) {
    this.maxBytes = maxBytes;
    this.next = next;
  }

  @Override
  public HttpResponse handle(HttpRequest request) throws Exception {
    String declared = request.headers().first("Content-Length");
    if (declared != null && isOver(declared)) {
      return tooLarge();
    }
    Limited body = new Limited(request.body(), maxBytes);
    try {
      return next.handle(
          new HttpRequest(
              request.method(), request.path(), request.query(), request.headers(), body));
    } catch (IOException e) {
      if (body.exceeded) {
        return tooLarge();
      }
      throw e;
    }
  }

  private boolean isOver(String declared) {
    try {
      return Long.parseLong(declared) > maxBytes;
    } catch (NumberFormatException e) {
      return false; // the server's business; the body is counted anyway
    }
  }

  private HttpResponse tooLarge() {
    return HttpResponse.error(
        413,
        "The request body is over the limit of " + maxBytes + " bytes",
        "Label Studio sends all selected tasks in one request",
        "select fewer tasks, or raise LSML_MAX_BODY_BYTES (and the memory) of the backend");
  }

  private static final class Limited extends FilterInputStream {
    private long left;
    private boolean exceeded;

    Limited(InputStream in, long maxBytes) {
      super(in);
      this.left = maxBytes;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count(Math.max(n, 0));
      return n;
    }

    private void count(int n) throws IOException {
      left -= n;
      if (left < 0) {
        exceeded = true;
        throw new IOException("the body is over the limit");
      }
    }
  }
}
