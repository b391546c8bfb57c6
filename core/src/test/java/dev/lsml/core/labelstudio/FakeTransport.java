// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A transport that follows a script, for answers that no loopback server can give. */
final class FakeTransport implements Transport {
  private final Deque<Object> script = new ArrayDeque<>();
  final List<String> requests = new ArrayList<>();
  final List<Map<String, String>> headers = new ArrayList<>();

  FakeTransport answer(int status, String body, String... headersAndValues) {
    Map<String, String> named = new java.util.HashMap<>();
    for (int i = 0; i < headersAndValues.length; i += 2) {
      named.put(headersAndValues[i], headersAndValues[i + 1]);
    }
    script.add(new Reply(status, named, body.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  FakeTransport fail(IOException e) {
    script.add(e);
    return this;
  }

  @Override
  public Reply send(String method, URI uri, Map<String, String> sent, byte[] body)
      throws IOException {
    requests.add(method + " " + uri);
    headers.add(sent);
    Object next = script.remove();
    if (next instanceof IOException e) {
      throw e;
    }
    return (Reply) next;
  }
}
