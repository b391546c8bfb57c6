// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.browser;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.Await;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What a person does with a page and sees of it. Used by one thread. */
final class BrowserPage implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final DevTools tools;

  BrowserPage(URI browser) {
    this.tools = new DevTools(browser);
  }

  /** Sends credentials with every request from now on. */
  void authorization(String value) {
    tools.send("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Authorization", value)));
  }

  void open(URI address) throws Exception {
    untilLoaded(() -> tools.send("Page.navigate", Map.of("url", address.toString())));
  }

  /** Does something that leads to another page, and waits for that. */
  void untilLoaded(Runnable action) throws Exception {
    int before = tools.events("Page.loadEventFired").size();
    action.run();
    Await.until(
        "the page is loaded",
        LIMIT,
        () -> tools.events("Page.loadEventFired").size(),
        loads -> loads > before);
  }

  /** The value of a JavaScript expression; the page's own policy does not bind it. */
  JsonView evaluate(String expression) {
    JsonView answer =
        tools.send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (!answer.get("exceptionDetails").isNull()) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails").value());
    }
    return answer.get("result").get("value");
  }

  List<String> texts(String expression) {
    List<String> texts = new ArrayList<>();
    evaluate(expression).items().forEach(item -> texts.add(item.string()));
    return texts;
  }

  void key(String key, int code) {
    String text = key.equals("Enter") ? "\r" : "";
    tools.send(
        "Input.dispatchKeyEvent",
        Map.of(
            "type",
            text.isEmpty() ? "rawKeyDown" : "keyDown",
            "key",
            key,
            "code",
            key,
            "windowsVirtualKeyCode",
            code,
            "text",
            text));
    tools.send(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
  }

  void tab() {
    key("Tab", 9);
  }

  void type(String text) {
    tools.send("Input.insertText", Map.of("text", text));
  }

  void width(int pixels, int height) {
    tools.send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Sets {@code light} or {@code dark}. */
  void colours(String scheme) {
    tools.send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  byte[] screenshot() {
    return Base64.getDecoder()
        .decode(tools.send("Page.captureScreenshot", Map.of("format", "png")).get("data").string());
  }

  /** What the page or the browser complained about. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (String event :
        List.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")) {
      tools.events(event).forEach(told -> complaints.add(event + " " + told.value()));
    }
    return complaints;
  }

  /** All addresses that were asked for. */
  List<String> requests() {
    return tools.events("Network.requestWillBeSent").stream()
        .map(event -> event.get("request").get("url").string())
        .toList();
  }

  @Override
  public void close() {
    tools.close();
  }
}
