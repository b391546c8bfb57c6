// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.measure;

import dev.lsml.bench.contender.Contender;
import dev.lsml.bench.http.Connection;
import dev.lsml.bench.load.ClosedLoop;
import dev.lsml.bench.load.LoadResult;
import dev.lsml.bench.process.RunningServer;
import dev.lsml.bench.report.Samples;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers per second and latencies on one CPU. All servers run at once and take turns: one that is
 * not asked uses no CPU to speak of, and so each needs to get warm only once.
 */
public final class Throughput {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path work;
  private final byte[] request;
  private final int tasks;
  private final int connections;

  /**
   * Makes one.
   *
   * @param work a folder for logs
   * @param request a prediction request, a whole message
   * @param tasks how many tasks that asks for; every server is checked to answer as many
   * @param connections how many connections ask at once
   */
  public Throughput(Path work, byte[] request, int tasks, int connections) {
    this.work = work;
    this.request = request.clone();
    this.tasks = tasks;
    this.connections = connections;
  }

  /** What was measured of one contender. */
  public static final class Result {
    /** Answers per second of each round. */
    public final Samples perSecond = new Samples();

    /** Nanoseconds of every answer of all rounds. */
    public final Samples latencies = new Samples();

    /** Answers per second while the server got warm. */
    public double coldPerSecond;

    /** How many answers were none. */
    public long failures;

    /** What the server printed. */
    public String output = "";
  }

  /**
   * Runs so many rounds.
   *
   * @return the results by name, in the order of the contenders
   */
  public Map<String, Result> run(
      List<? extends Contender> contenders, Duration warmUp, int rounds, Duration round)
      throws IOException {
    Map<String, Result> results = new LinkedHashMap<>();
    List<RunningServer> servers = new ArrayList<>();
    try {
      for (Contender contender : contenders) {
        contender.beforeStart();
        int port = RunningServer.freePort();
        RunningServer server =
            RunningServer.start(
                contender.launch(port), port, work.resolve(servers.size() + ".log"));
        servers.add(server);
        server.firstAnswer(request, PATIENCE);
        check(contender, port);
        Result result = new Result();
        result.coldPerSecond = load(port).run(warmUp).perSecond();
        results.put(contender.name(), result);
      }
      for (int i = 0; i < rounds; i++) {
        int at = 0;
        for (Result result : results.values()) {
          LoadResult measured = load(servers.get(at++).port()).run(round);
          result.perSecond.add(Math.round(measured.perSecond()));
          result.latencies.addAll(measured.latencies());
          result.failures += measured.failures();
        }
      }
      int at = 0;
      for (Result result : results.values()) {
        result.output = servers.get(at++).output();
      }
    } finally {
      servers.forEach(RunningServer::close);
    }
    return results;
  }

  private ClosedLoop load(int port) {
    return new ClosedLoop(port, request, connections);
  }

  /** A server that answers quickly but not the question has not won anything. */
  private void check(Contender contender, int port) throws IOException {
    try (Connection connection = new Connection(port, (int) PATIENCE.toMillis())) {
      Connection.Answer answer = connection.ask(request);
      int results = JsonView.of(Json.read(answer.body())).get("results").items().size();
      if (!answer.ok() || results != tasks) {
        throw new IOException(
            contender.name()
                + " answered "
                + answer.status()
                + " with "
                + results
                + " results for "
                + tasks
                + " tasks");
      }
    }
  }
}
