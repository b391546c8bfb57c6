// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.measure;

import dev.lsml.bench.classes.LoadedClasses;
import dev.lsml.bench.contender.Contender;
import dev.lsml.bench.contender.JavaContender;
import dev.lsml.bench.http.Connection;
import dev.lsml.bench.http.HttpMessages;
import dev.lsml.bench.process.Memory;
import dev.lsml.bench.process.RunningServer;
import dev.lsml.bench.report.Figures;
import dev.lsml.bench.report.Report;
import dev.lsml.bench.report.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From the start of a process to its first complete 2xx answer, with the memory it has then.
 *
 * <p>The contenders take turns, so that whatever else the machine does falls on all of them. The
 * files are in the page cache: one run of each comes before those that count.
 */
public final class ColdStart {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path work;
  private final byte[] request;

  /**
   * Makes one.
   *
   * @param work a folder for logs
   * @param request the first request, a whole message
   */
  public ColdStart(Path work, byte[] request) {
    this.work = work;
    this.request = request.clone();
  }

  /** What was measured of one contender. */
  public static final class Result {
    /** Nanoseconds to the first answer. */
    public final Samples nanos = new Samples();

    /** Bytes at the first answer, shared pages counted twice. */
    public final Samples resident = new Samples();

    /** Bytes at the first answer, shared pages counted once. */
    public final Samples proportional = new Samples();
  }

  /**
   * Starts every contender so many times, in turns.
   *
   * @return the results by name, in the order of the contenders
   */
  public Map<String, Result> run(List<? extends Contender> contenders, int rounds)
      throws IOException {
    Map<String, Result> results = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      once(contender, new Result());
    }
    for (int round = 0; round < rounds; round++) {
      for (Contender contender : contenders) {
        once(contender, results.computeIfAbsent(contender.name(), n -> new Result()));
      }
    }
    return results;
  }

  /**
   * The classes that a JVM has loaded when its first answer is complete.
   *
   * <p>A second request on the same connection makes sure that the server is done with the first:
   * it loads some classes just after the last byte, and whether they are counted should not be
   * chance.
   */
  public LoadedClasses classes(JavaContender contender) throws IOException {
    Path log = work.resolve("classes-" + fileName(contender) + ".log");
    Files.createDirectories(work);
    JavaContender logging =
        contender.with(contender.name(), List.of("-Xlog:class+load:file=" + log));
    int port = RunningServer.freePort();
    try (RunningServer server = start(logging, port)) {
      try (Connection connection = server.connect(PATIENCE)) {
        Connection.Answer first = connection.ask(request);
        connection.ask(HttpMessages.get("/health"));
        if (!first.ok()) {
          throw new IOException(contender.name() + " answered " + first.status());
        }
        return LoadedClasses.read(log);
      }
    }
  }

  /** The results as a table; every ratio is to the contender of that name. */
  public static Report report(
      String title, Map<String, Result> results, Map<String, Integer> classes, String reference) {
    Report report =
        new Report(
            title,
            "server",
            "median ms",
            "to " + reference,
            "best",
            "worst",
            "RSS MB",
            "PSS MB",
            "classes");
    Result to = results.get(reference);
    results.forEach(
        (name, result) ->
            report.row(
                name,
                Figures.millis(result.nanos.median()),
                to == null ? "n/a" : Figures.ratio(result.nanos.median(), to.nanos.median()),
                Figures.millis(result.nanos.percentile(0.01)),
                Figures.millis(result.nanos.max()),
                Figures.mebibytes(result.resident.median()),
                Figures.mebibytes(result.proportional.median()),
                classes.containsKey(name) ? Figures.whole(classes.get(name)) : ""));
    return report;
  }

  private void once(Contender contender, Result result) throws IOException {
    try (RunningServer server = start(contender, RunningServer.freePort())) {
      result.nanos.add(server.firstAnswer(request, PATIENCE));
      Memory memory = Memory.of(server.handle());
      result.resident.add(memory.resident());
      result.proportional.add(memory.proportional());
    }
  }

  private RunningServer start(Contender contender, int port) throws IOException {
    contender.beforeStart();
    return RunningServer.start(
        contender.launch(port), port, work.resolve(fileName(contender) + ".log"));
  }

  private static String fileName(Contender contender) {
    return contender.name().replaceAll("[^A-Za-z0-9.]+", "-");
  }
}
