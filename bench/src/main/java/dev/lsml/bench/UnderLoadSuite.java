// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.bench.contender.JavaContender;
import dev.lsml.bench.contender.Lsml;
import dev.lsml.bench.http.Connection;
import dev.lsml.bench.http.HttpMessages;
import dev.lsml.bench.load.ClosedLoop;
import dev.lsml.bench.load.LoadResult;
import dev.lsml.bench.load.PacedLoop;
import dev.lsml.bench.process.RunningServer;
import dev.lsml.bench.report.Figures;
import dev.lsml.bench.report.Report;
import dev.lsml.bench.stub.LabelStudioStub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What Label Studio is impatient about, health and webhooks, while the server has much to do. */
final class UnderLoadSuite {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PACE = Duration.ofMillis(20);
  private static final int CONNECTIONS = 8;

  private UnderLoadSuite() {}

  /** {@code /health} while eight connections predict without a pause and a training runs. */
  static Report health(Workbench workbench) throws Exception {
    Path work = workbench.work().resolve("health");
    int seconds = workbench.seconds() * 5;
    Report report =
        new Report(
            "/health while predicting at full load and training",
            "meanwhile",
            "probes",
            "p50 ms",
            "p99 ms",
            "worst ms",
            "failures",
            "predictions/s");
    try (LabelStudioStub labelStudio = labelStudio()) {
      JavaContender lsml =
          Lsml.find(workbench.bench().resolve("target"))
              .measuredModel(workbench.oldestJdk(), work.resolve("store").toUri(), work)
              .withEnvironment(
                  Map.of(
                      "BENCH_PREDICT_MICROS",
                      "200",
                      "BENCH_FIT_SECONDS",
                      Integer.toString(seconds * 2)))
              .withEnvironment(labelStudioAt(labelStudio.url()));
      int port = RunningServer.freePort();
      try (RunningServer server =
          RunningServer.start(lsml.launch(port), port, work.resolve("server.log"))) {
        byte[] predict = HttpMessages.post("/predict", Bodies.predict(10, 110));
        server.firstAnswer(predict, PATIENCE);
        warmUp(port, predict);
        row(report, "nothing", probe(port, seconds), null);
        loaded(report, "predicting", port, predict, seconds);
        post(port, "/setup", Bodies.setup());
        post(port, "/webhook", Bodies.webhook("START_TRAINING"));
        loaded(report, "predicting and training", port, predict, seconds);
      }
    }
    report.note(
        "The model burns 0.2 ms of CPU per task, 10 tasks per request, 8 connections; the training burns CPU throughout.");
    report.note(
        "One probe every " + PACE.toMillis() + " ms, whose latency counts from when it was due.");
    return report;
  }

  /** {@code /webhook} with a store that takes 30 ms per call. */
  static Report webhook(Workbench workbench) throws Exception {
    Path work = workbench.work().resolve("webhook");
    int seconds = workbench.seconds() * 5;
    Report report =
        new Report(
            "/webhook with a store that takes 30 ms per call",
            "meanwhile",
            "events",
            "p50 ms",
            "p99 ms",
            "worst ms",
            "failures",
            "predictions/s");
    try (LabelStudioStub labelStudio = labelStudio()) {
      JavaContender lsml =
          Lsml.find(workbench.bench().resolve("target"))
              .measuredModel(
                  workbench.oldestJdk(),
                  URI.create("slow://30" + work.resolve("store").toAbsolutePath()),
                  work)
              .withEnvironment(labelStudioAt(labelStudio.url()));
      int port = RunningServer.freePort();
      try (RunningServer server =
          RunningServer.start(lsml.launch(port), port, work.resolve("server.log"))) {
        byte[] predict = HttpMessages.post("/predict", Bodies.predict(1, 110));
        byte[] event = HttpMessages.post("/webhook", Bodies.webhook("ANNOTATION_CREATED"));
        server.firstAnswer(predict, PATIENCE);
        post(port, "/setup", Bodies.setup());
        row(
            report,
            "nothing",
            new PacedLoop(port, event, Duration.ofMillis(100)).run(Duration.ofSeconds(seconds)),
            null);
      }
    }
    report.note("Ten events of new annotations per second; every tenth starts a training.");
    return report;
  }

  private static void loaded(Report report, String name, int port, byte[] predict, int seconds)
      throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<LoadResult> load =
          executor.submit(
              () -> new ClosedLoop(port, predict, CONNECTIONS).run(Duration.ofSeconds(seconds)));
      LoadResult probed = probe(port, seconds);
      row(report, name, probed, load.get());
    } finally {
      executor.shutdown();
    }
  }

  private static LoadResult probe(int port, int seconds) throws IOException {
    return new PacedLoop(port, HttpMessages.get("/health"), PACE).run(Duration.ofSeconds(seconds));
  }

  private static void warmUp(int port, byte[] predict) throws IOException {
    new ClosedLoop(port, predict, CONNECTIONS).run(Duration.ofSeconds(5));
    probe(port, 2);
  }

  private static void row(
      Report report,
      String name,
      LoadResult result,
      @org.jspecify.annotations.Nullable LoadResult load) {
    report.row(
        name,
        Figures.whole(result.latencies().count()),
        Figures.fineMillis(result.latencies().median()),
        Figures.fineMillis(result.latencies().percentile(99)),
        Figures.fineMillis(result.latencies().max()),
        Figures.whole(result.failures()),
        load == null ? "" : Figures.whole(load.perSecond()));
  }

  private static LabelStudioStub labelStudio() throws IOException {
    return new LabelStudioStub(12, Bodies.PROJECT_CREATED_AT, Bodies.LABEL_CONFIG, 60);
  }

  private static Map<String, String> labelStudioAt(URI url) {
    return Map.of(
        "LABEL_STUDIO_URL",
        url.toString(),
        "LABEL_STUDIO_API_KEY",
        "0123456789abcdef0123456789abcdef01234567");
  }

  private static void post(int port, String path, byte[] body) throws IOException {
    try (Connection connection = new Connection(port, (int) PATIENCE.toMillis())) {
      Connection.Answer answer = connection.ask(HttpMessages.post(path, body));
      if (!answer.ok()) {
        throw new IOException(path + " answered " + answer.status());
      }
    }
  }
}
