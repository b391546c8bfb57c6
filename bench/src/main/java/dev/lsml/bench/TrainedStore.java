// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.bench.contender.JavaContender;
import dev.lsml.bench.http.Connection;
import dev.lsml.bench.http.HttpMessages;
import dev.lsml.bench.process.Folders;
import dev.lsml.bench.process.RunningServer;
import dev.lsml.bench.stub.LabelStudioStub;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.file.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Fills a store with a trained version in the way that a user's store gets one: the server runs, is
 * told to train, and fetches the labelled tasks from Label Studio.
 */
final class TrainedStore {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LABELLED = 60;

  private TrainedStore() {}

  /**
   * Trains once.
   *
   * @param server whose {@code LSML_STORE} is to be filled
   * @param store its folder, which is emptied first
   * @param log takes what the server prints
   * @return the new version
   * @throws IllegalStateException when there is none after a minute; the message holds what the
   *     server said
   */
  static String train(JavaContender server, Path store, Path log) throws IOException {
    Folders.delete(store);
    try (LabelStudioStub labelStudio =
        new LabelStudioStub(12, Bodies.PROJECT_CREATED_AT, Bodies.LABEL_CONFIG, LABELLED)) {
      JavaContender told =
          server.withEnvironment(
              Map.of(
                  "LABEL_STUDIO_URL",
                  labelStudio.url().toString(),
                  "LABEL_STUDIO_API_KEY",
                  "0123456789abcdef0123456789abcdef01234567"));
      int port = RunningServer.freePort();
      try (RunningServer running = RunningServer.start(told.launch(port), port, log)) {
        running.firstAnswer(HttpMessages.get("/health"), PATIENCE);
        String before = version(port);
        post(port, "/webhook", Bodies.webhook("START_TRAINING"));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
          String now = version(port);
          if (!now.equals(before)) {
            return now;
          }
          LockSupport.parkNanos(50_000_000);
        }
        throw new IllegalStateException(
            "still at version " + before + " a minute after START_TRAINING: " + running.output());
      }
    }
  }

  /**
   * Copies all objects of a store in a folder to plain files named by their keys, as the bucket
   * stub wants them.
   */
  static void copy(Path store, Path files) throws IOException {
    try (ObjectStore objects = new FileObjectStore(store, Clock.systemUTC())) {
      ObjectKey after = null;
      List<ObjectEntry> page = objects.list("", null, 1000);
      while (!page.isEmpty()) {
        for (ObjectEntry entry : page) {
          Path file = files.resolve(entry.key().value());
          Files.createDirectories(file.getParent());
          objects.download(entry.key(), file);
          after = entry.key();
        }
        page = objects.list("", after, 1000);
      }
    }
  }

  private static String version(int port) throws IOException {
    return JsonView.of(Json.read(post(port, "/setup", Bodies.setup()).body()))
        .get("model_version")
        .string();
  }

  private static Connection.Answer post(int port, String path, byte[] body) throws IOException {
    try (Connection connection = new Connection(port, (int) PATIENCE.toMillis())) {
      Connection.Answer answer = connection.ask(HttpMessages.post(path, body));
      if (!answer.ok()) {
        throw new IOException(
            path
                + " answered "
                + answer.status()
                + ": "
                + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
      }
      return answer;
    }
  }
}
