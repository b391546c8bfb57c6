// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.job;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.gcp.metadata.TokenSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One POST that is sent once or not at all, whose caller may lose patience and is then told which.
 */
final class RunCall implements Runnable {
  private static final int MAX_ERROR_BYTES = 4_000;

  /**
   * What was answered.
   *
   * @param text of an error, for people; empty otherwise
   */
  record Answer(int status, String text) {}

  private enum Stage {
    PREPARING,
    SENT,
    ABANDONED
  }

  private final String url;
  private final byte[] body;
  private final TokenSource tokens;
  private final int patienceMillis;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.PREPARING);
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();

  RunCall(String url, String json, TokenSource tokens, Duration patience) {
    this.url = url;
    this.body = json.getBytes(StandardCharsets.UTF_8);
    this.tokens = tokens;
    this.patienceMillis = (int) patience.toMillis();
  }

  CompletableFuture<Answer> answer() {
    return answer;
  }

  /** Sees to it that nothing is sent any more; false when it is sent. */
  boolean abandon() {
    return stage.compareAndSet(Stage.PREPARING, Stage.ABANDONED);
  }

  boolean isSent() {
    return stage.get() == Stage.SENT;
  }

  @Override
  public void run() {
    try {
      answer.complete(call());
    } catch (IOException | RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  private Answer call() throws IOException {
    String token = tokens.accessToken();
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(patienceMillis);
    connection.setReadTimeout(patienceMillis);
    connection.setInstanceFollowRedirects(false); // a token goes nowhere else
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Authorization", "Bearer " + token);
    connection.setRequestProperty("Content-Type", "application/json");
    // The next launch is hours away, and a kept connection is dead by then.
    connection.setRequestProperty("Connection", "close");
    connection.setDoOutput(true);
    // Without this the JDK sends a POST once more when the connection breaks.
    connection.setFixedLengthStreamingMode(body.length);
    connection.connect();
    if (!stage.compareAndSet(Stage.PREPARING, Stage.SENT)) {
      connection.disconnect();
      throw new IOException("nobody waits for it any more");
    }
    try (OutputStream output = connection.getOutputStream()) {
      output.write(body);
    }
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new IOException("the answer is not HTTP");
    }
    Answer answered = new Answer(status, text(status, connection));
    connection.disconnect();
    return answered;
  }

  /** Google's message, such as {@code Permission 'run.jobs.runWithOverrides' denied}. */
  private static String text(int status, HttpURLConnection connection) {
    if (status < 300) {
      return "";
    } else if (status == 401) {
      return "the access token is not accepted"; // the JDK keeps what this answer says to itself
    }
    try (InputStream error = connection.getErrorStream()) {
      byte[] bytes = error == null ? new byte[0] : error.readNBytes(MAX_ERROR_BYTES);
      return JsonView.of(Json.read(bytes)).get("error").get("message").string();
    } catch (IOException | JsonException e) {
      return "no reason that can be read";
    }
  }
}
