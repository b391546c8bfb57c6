// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.bench.backend.MeasuredModel;
import dev.lsml.bench.contender.LineUp;
import dev.lsml.bench.contender.Lsml;
import dev.lsml.bench.contender.OrdinaryStack;
import dev.lsml.bench.contender.PythonSdk;
import dev.lsml.bench.http.HttpMessages;
import dev.lsml.bench.measure.Throughput;
import dev.lsml.bench.process.Jdk;
import dev.lsml.bench.report.Figures;
import dev.lsml.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Requests per second with a model that costs nothing. */
final class ThroughputSuite {
  private static final int CONNECTIONS = 8;
  private static final Duration WARM_UP = Duration.ofSeconds(8);

  private ThroughputSuite() {}

  static Report oneTask(Workbench workbench) throws IOException {
    return run(workbench, 1, "one-task");
  }

  static Report hundredTasks(Workbench workbench) throws IOException {
    return run(workbench, 100, "hundred-tasks");
  }

  private static Report run(Workbench workbench, int tasks, String name) throws IOException {
    Path work = workbench.work().resolve(name);
    Path python = workbench.bench().resolve("python");
    Jdk jdk = workbench.oldestJdk();
    LineUp lineUp = new LineUp();
    lineUp.add(
        "lsml",
        () ->
            Lsml.find(workbench.bench().resolve("target"))
                .measuredModel(jdk, work.resolve("store").toUri(), work));
    lineUp.add("bare function", () -> OrdinaryStack.find(workbench.bench(), jdk).bare());
    lineUp.add("Python SDK", () -> PythonSdk.release(workbench.cache(), python));
    lineUp.add("Python SDK, source", () -> PythonSdk.source(workbench.cache(), python));
    byte[] body = Bodies.predict(tasks, 110);
    Map<String, Throughput.Result> results =
        new Throughput(work, HttpMessages.post("/predict", body), tasks, CONNECTIONS)
            .run(
                lineUp.contenders(),
                WARM_UP,
                workbench.rounds(),
                Duration.ofSeconds(workbench.seconds()));
    return report(tasks, body.length, results, lineUp);
  }

  private static Report report(
      int tasks, int bodyLength, Map<String, Throughput.Result> results, LineUp lineUp) {
    Report report =
        new Report(
            "Predictions of " + tasks + " task" + (tasks == 1 ? "" : "s") + " per request",
            "server",
            "requests/s",
            "lsml to it",
            "p50 ms",
            "p99 ms",
            "first " + WARM_UP.toSeconds() + " s",
            "failures");
    Throughput.Result lsml = results.get("lsml");
    results.forEach(
        (name, result) ->
            report.row(
                name,
                Figures.whole(result.perSecond.median()),
                lsml == null
                    ? "n/a"
                    : Figures.ratio(lsml.perSecond.median(), result.perSecond.median()),
                Figures.fineMillis(result.latencies.median()),
                Figures.fineMillis(result.latencies.percentile(99)),
                Figures.whole(result.coldPerSecond),
                Figures.whole(result.failures)));
    report.note(
        CONNECTIONS + " keep-alive connections, body of " + Figures.whole(bodyLength) + " bytes.");
    if (lsml != null) {
      report.note(
          "lsml constructed its model "
              + constructions(lsml.output)
              + " time(s) in "
              + Figures.whole(lsml.latencies.count())
              + " requests and those of the warm-up.");
    }
    lineUp.skipped().forEach(report::note);
    return report;
  }

  private static int constructions(String output) {
    int count = 0;
    for (String line : output.split("\n", -1)) {
      count += line.startsWith(MeasuredModel.CONSTRUCTED) ? 1 : 0;
    }
    return count;
  }
}
