// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.bench.contender.JavaContender;
import dev.lsml.bench.contender.Lsml;
import dev.lsml.bench.http.Connection;
import dev.lsml.bench.http.HttpMessages;
import dev.lsml.bench.process.Memory;
import dev.lsml.bench.process.RunningServer;
import dev.lsml.bench.report.Figures;
import dev.lsml.bench.report.Report;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The largest request that the budgets name, with the heap of the smallest container. */
final class LargeBodySuite {
  private static final int TASKS = 10_000;
  private static final int TEXT = 4_950;
  private static final String HEAP = "-Xmx384m"; // three quarters of 512 MiB
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private LargeBodySuite() {}

  static Report run(Workbench workbench) throws IOException {
    Path work = workbench.work().resolve("large-body");
    JavaContender lsml =
        Lsml.find(workbench.bench().resolve("target"))
            .measuredModel(workbench.oldestJdk(), work.resolve("store").toUri(), work)
            .with("lsml", List.of(HEAP));
    byte[] body = Bodies.predict(TASKS, TEXT);
    byte[] request = HttpMessages.post("/predict", body);
    Report report =
        new Report(
            "10,000 tasks in one request, " + HEAP,
            "request",
            "body MB",
            "status",
            "results",
            "ms",
            "peak RSS MB");
    int port = RunningServer.freePort();
    try (RunningServer server =
        RunningServer.start(lsml.launch(port), port, work.resolve("server.log"))) {
      server.firstAnswer(HttpMessages.get("/health"), PATIENCE);
      for (int i = 1; i <= 3; i++) {
        long start = System.nanoTime();
        try (Connection connection = new Connection(port, (int) PATIENCE.toMillis())) {
          Connection.Answer answer = connection.ask(request);
          long nanos = System.nanoTime() - start;
          int results =
              answer.ok() ? JsonView.of(Json.read(answer.body())).get("results").items().size() : 0;
          report.row(
              Integer.toString(i),
              Figures.whole(body.length / 1e6),
              Integer.toString(answer.status()),
              Figures.whole(results),
              Figures.millis(nanos),
              Figures.mebibytes(Memory.peak(server.handle())));
        }
      }
      String output = server.output();
      report.note(
          output.contains("OutOfMemoryError")
              ? "MISSED: the server ran out of memory."
              : "No OutOfMemoryError in the server's log.");
    }
    return report;
  }
}
