// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import com.google.cloud.functions.HttpRequest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The framework's request in memory, as far as the mapping uses it. */
record FakeRequest(
    String method,
    String path,
    @Nullable String query,
    Map<String, List<String>> headers,
    String body)
    implements HttpRequest {
  static FakeRequest get(String path) {
    return new FakeRequest("GET", path, null, Map.of(), "");
  }

  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public String getPath() {
    return path;
  }

  @Override
  public Optional<String> getQuery() {
    return Optional.ofNullable(query);
  }

  @Override
  public Map<String, List<String>> getHeaders() {
    return headers;
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String getUri() {
    throw new UnsupportedOperationException("holds the host, which a client chooses");
  }

  @Override
  public Map<String, List<String>> getQueryParameters() {
    throw new UnsupportedOperationException("loses the order");
  }

  @Override
  public Map<String, HttpPart> getParts() {
    throw new UnsupportedOperationException("is read whole");
  }

  @Override
  public Optional<String> getContentType() {
    throw new UnsupportedOperationException("is among the headers");
  }

  @Override
  public long getContentLength() {
    throw new UnsupportedOperationException("is among the headers");
  }

  @Override
  public Optional<String> getCharacterEncoding() {
    throw new UnsupportedOperationException("is among the headers");
  }

  @Override
  public BufferedReader getReader() {
    throw new UnsupportedOperationException("is no bytes");
  }
}
