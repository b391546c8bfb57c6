// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import com.google.cloud.functions.HttpResponse;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The framework's response in memory: what was sent, in the order sent. */
final class FakeResponse implements HttpResponse {
  int status;
  @Nullable String reason;
  final List<Map.Entry<String, String>> fields = new ArrayList<>();
  final ByteArrayOutputStream body = new ByteArrayOutputStream();

  @Override
  public void setStatusCode(int code) {
    status = code;
  }

  @Override
  public void setStatusCode(int code, String message) {
    status = code;
    reason = message;
  }

  @Override
  public void appendHeader(String name, String value) {
    fields.add(Map.entry(name, value));
  }

  @Override
  public OutputStream getOutputStream() {
    return body;
  }

  @Override
  public void setContentType(String contentType) {
    throw new UnsupportedOperationException("is one of the headers");
  }

  @Override
  public Optional<String> getContentType() {
    throw new UnsupportedOperationException("nobody reads what was sent");
  }

  @Override
  public Map<String, List<String>> getHeaders() {
    throw new UnsupportedOperationException("nobody reads what was sent");
  }

  @Override
  public BufferedWriter getWriter() {
    throw new UnsupportedOperationException("is no bytes");
  }
}
