// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.bench.report.Report;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The JMH benchmarks, each in JVMs of its own. */
final class JmhSuite {
  private JmhSuite() {}

  static Report run(Workbench workbench) throws RunnerException {
    Report report = new Report("Code that every request passes", "benchmark", "time per call", "±");
    Map<String, Result<?>> results = new TreeMap<>();
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .forks(2)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(workbench.rounds())
                    .measurementTime(TimeValue.seconds(1))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run()) {
      String name = result.getParams().getBenchmark();
      results.put(name.substring("dev.lsml.bench.jmh.".length()), result.getPrimaryResult());
    }
    results.forEach(
        (name, result) ->
            report.row(
                name,
                String.format(Locale.ROOT, "%,.1f %s", result.getScore(), result.getScoreUnit()),
                String.format(Locale.ROOT, "%,.1f", result.getScoreError())));
    return report;
  }
}
