// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.bench.contender.Contender;
import dev.lsml.bench.contender.LineUp;
import dev.lsml.bench.contender.Lsml;
import dev.lsml.bench.contender.PythonSdk;
import dev.lsml.bench.http.Connection;
import dev.lsml.bench.http.HttpMessages;
import dev.lsml.bench.process.Jdk;
import dev.lsml.bench.process.Launch;
import dev.lsml.bench.process.Pinning;
import dev.lsml.bench.process.RunningServer;
import dev.lsml.bench.report.Figures;
import dev.lsml.bench.report.Report;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Rows per second of bulk pre-annotation with a model that costs nothing, beside what people do
 * without it: a loop that sends a server one task after the other.
 */
final class PreannotateSuite {
  private static final int ROWS = 300_000;
  private static final int TEXT = 110;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private PreannotateSuite() {}

  static Report run(Workbench workbench) throws IOException, InterruptedException {
    Path work = workbench.work().resolve("preannotate");
    Files.createDirectories(work);
    Jdk jdk = workbench.oldestJdk();
    Lsml lsml = Lsml.find(workbench.bench().resolve("target"));
    Map<String, Double> perSecond = new LinkedHashMap<>();
    perSecond.put("lsml:preannotate, whole process", file(lsml, jdk, work));
    LineUp lineUp = new LineUp();
    lineUp.add(
        "loop over lsml's server",
        () -> lsml.measuredModel(jdk, work.resolve("store").toUri(), work));
    lineUp.add(
        "loop over the Python SDK",
        () -> PythonSdk.release(workbench.cache(), workbench.bench().resolve("python")));
    for (Contender server : lineUp.contenders()) {
      perSecond.put(
          "a loop over POST /predict of " + server.name(),
          loop(server, work, Duration.ofSeconds(workbench.seconds())));
    }
    Report report =
        new Report("Pre-annotating a file on one CPU", "way", "rows/s", "lsml:preannotate to it");
    double own = perSecond.values().iterator().next();
    perSecond.forEach(
        (way, rows) -> report.row(way, Figures.whole(rows), Figures.ratio(own, rows)));
    report.note(
        Figures.whole(ROWS)
            + " lines of JSON with texts of "
            + TEXT
            + " characters, a commit to the disk every two seconds; the loops send one task a"
            + " request over one kept connection, and write nothing.");
    lineUp.skipped().forEach(report::note);
    return report;
  }

  private static double file(Lsml lsml, Jdk jdk, Path work)
      throws IOException, InterruptedException {
    Path input = work.resolve("in.jsonl");
    Random random = new Random(7);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(input))) {
      for (int i = 0; i < ROWS; i++) {
        out.write(Bodies.line(random, TEXT));
        out.write('\n');
      }
    }
    Path config = Files.writeString(work.resolve("labels.xml"), Bodies.LABEL_CONFIG);
    Launch launch =
        lsml.preannotate(
                jdk,
                work.resolve("store").toUri(),
                work,
                List.of(
                    "--input",
                    input.toString(),
                    "--output",
                    work.resolve("tasks.json").toString(),
                    "--label-config",
                    config.toString(),
                    "--restart"))
            .launch(0);
    ProcessBuilder builder =
        new ProcessBuilder(Pinning.onFirstCpu(launch.command()))
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("preannotate.log").toFile());
    builder.environment().putAll(launch.environment());
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (code != 0) {
      throw new IOException("pre-annotation failed; see " + work.resolve("preannotate.log"));
    }
    return ROWS / seconds;
  }

  private static double loop(Contender server, Path work, Duration time) throws IOException {
    server.beforeStart();
    int port = RunningServer.freePort();
    byte[] request = HttpMessages.post("/predict", Bodies.predict(1, TEXT));
    try (RunningServer running =
        RunningServer.start(server.launch(port), port, work.resolve("server.log"))) {
      running.firstAnswer(HttpMessages.get("/health"), PATIENCE);
      try (Connection connection = new Connection(port, (int) PATIENCE.toMillis())) {
        asks(connection, request, time); // to warm up
        return asks(connection, request, time);
      }
    }
  }

  private static double asks(Connection connection, byte[] request, Duration time)
      throws IOException {
    long start = System.nanoTime();
    long rows = 0;
    while (System.nanoTime() - start < time.toNanos()) {
      if (!connection.ask(request).ok()) {
        throw new IOException("the server refused a request");
      }
      rows++;
    }
    return rows / ((System.nanoTime() - start) / 1e9);
  }
}
