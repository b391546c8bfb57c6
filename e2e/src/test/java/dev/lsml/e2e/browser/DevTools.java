// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.browser;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a browser, and one page in it. Commands are sent by one thread and answered in
 * order; events are kept in the order in which they come.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">the protocol</a>
 */
final class DevTools implements AutoCloseable {
  private static final long SECONDS = 60;

  private final WebSocket socket;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonView>> waiting = new ConcurrentHashMap<>();
  private final List<JsonView> events = new CopyOnWriteArrayList<>();
  private @Nullable String session;

  DevTools(URI address) {
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Messages())
            .orTimeout(SECONDS, TimeUnit.SECONDS)
            .join();
    String target =
        send("Target.createTarget", Map.of("url", "about:blank")).get("targetId").string();
    session =
        send("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .string();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", Map.of());
    }
  }

  /** Sends a command and gives its result; fails the test when the browser refuses it. */
  JsonView send(String method, Map<String, ?> params) {
    long id = ids.incrementAndGet();
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    if (session != null) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonView> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(Json.text(message), true).join();
    JsonView told = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    if (!told.get("error").isNull()) {
      throw new AssertionError(method + ": " + told.get("error").value());
    }
    return told.get("result");
  }

  /** The parameters of all events of that name so far. */
  List<JsonView> events(String method) {
    return events.stream()
        .filter(event -> method.equals(event.get("method").value()))
        .map(event -> event.get("params"))
        .toList();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonView message = JsonView.of(Json.read(text.toString()));
        text.setLength(0);
        Long id = message.get("id").wholeOrNull();
        CompletableFuture<JsonView> answer = id == null ? null : waiting.remove(id);
        if (answer != null) {
          answer.complete(message);
        } else {
          events.add(message);
        }
      }
      from.request(1);
      return null;
    }
  }
}
