// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.server;

import com.google.cloud.functions.invoker.http.HttpResponseImpl;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The framework's response, which sends the reason phrase that it is given. Jetty 12 has no place
 * for one in its response, so it is put in where the status line is written.
 */
final class ReasonedResponse extends HttpResponseImpl {
  private final Request request;

  ReasonedResponse(Request request, Response response) {
    super(response);
    this.request = request;
  }

  @Override
  @SuppressWarnings("deprecation") // in HTTP/1.1 the phrase lives on, and Label Studio shows it
  public void setStatusCode(int status, String reason) {
    setStatusCode(status);
    request.addHttpStreamWrapper(stream -> new ReasonedStream(stream, status, reason));
  }

  private static final class ReasonedStream extends HttpStream.Wrapper {
    private final int status;
    private final String reason;

    ReasonedStream(HttpStream stream, int status, String reason) {
      super(stream);
      this.status = status;
      this.reason = reason;
    }

    @Override
    public void send(
        MetaData.Request request,
        MetaData.@Nullable Response response,
        boolean last,
        @Nullable ByteBuffer content,
        Callback callback) {
      // There is no response in the second and later parts, and an interim one has its own status.
      super.send(request, withReason(response), last, content, callback);
    }

    private MetaData.@Nullable Response withReason(MetaData.@Nullable Response response) {
      return response == null || response.getStatus() != status
          ? response
          : new MetaData.Response(
              status,
              reason,
              response.getHttpVersion(),
              response.getHttpFields(),
              response.getContentLength(),
              response.getTrailersSupplier());
    }
  }
}
