// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import dev.lsml.e2e.aws.AwsCall;
import dev.lsml.e2e.aws.AwsFilter;
import dev.lsml.e2e.parts.AwsApi;
import dev.lsml.e2e.parts.Container;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings what instances wrote into CloudWatch Logs, whenever somebody is about to read it there.
 * Thread-safe.
 */
public final class LogStreams implements AwsFilter {
  private final AwsApi upstream;
  private final LambdaStage stage;
  private final Map<String, Integer> taken = new HashMap<>();

  public LogStreams(AwsApi upstream, LambdaStage stage) {
    this.upstream = upstream;
    this.stage = stage;
  }

  @Override
  public AwsCall.Answer answer(AwsCall call, Next next) throws IOException, InterruptedException {
    if (call.service().equals("logs")
        && List.of("FilterLogEvents", "GetLogEvents", "DescribeLogStreams")
            .contains(call.operation())) {
      bring();
    }
    return next.answer(call);
  }

  private synchronized void bring() throws IOException, InterruptedException {
    try {
      for (Instance instance : stage.instances()) {
        take(instance);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private void take(Instance instance) throws Exception {
    Map<String, String> place =
        Map.of(
            "logGroupName", instance.function().logGroup(), "logStreamName", instance.logStream());
    if (taken.putIfAbsent(instance.logStream(), 0) == null) {
      upstream.call("logs", "Logs_20140328.CreateLogStream", place);
    }
    put(place, instance.logStream(), instance.container().log());
    put(place, instance.logStream() + " of Lambda", instance.platform());
  }

  private void put(Map<String, String> place, String source, List<Container.Line> lines)
      throws Exception {
    List<Map<String, Object>> events =
        lines.subList(taken.getOrDefault(source, 0), lines.size()).stream()
            .filter(line -> !line.text().isEmpty())
            .map(
                line ->
                    Map.<String, Object>of(
                        "timestamp",
                        OffsetDateTime.parse(line.time()).toInstant().toEpochMilli(),
                        "message",
                        line.text()))
            .toList();
    if (!events.isEmpty()) {
      Map<String, Object> put = new HashMap<>(place);
      put.put("logEvents", events);
      upstream.call("logs", "Logs_20140328.PutLogEvents", put);
    }
    taken.put(source, lines.size());
  }
}
