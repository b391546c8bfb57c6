// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.jmh;

import dev.lsml.bench.Bodies;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.TaskCodec;
import dev.lsml.core.result.CheckedPrediction;
import dev.lsml.core.result.ResultValidator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Checking a prediction against the label config, as it happens before each one leaves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ValidationBenchmark {
  private final LabelConfig config = LabelConfig.parse(Bodies.LABEL_CONFIG);
  private final Prediction prediction =
      Prediction.of(
          TaskCodec.regions(
              JsonView.of(
                  Json.read(
                      "[{\"id\":\"r1\",\"from_name\":\"sentiment\",\"to_name\":\"text\","
                          + "\"type\":\"choices\",\"value\":{\"choices\":[\"Positive\"]}}]"))),
          0.9);

  /**
   * One choice.
   *
   * @throws IllegalStateException when it is not found good: the time would be that of another path
   */
  @Benchmark
  public CheckedPrediction choice() {
    CheckedPrediction checked = ResultValidator.check(config, prediction);
    if (!checked.problems().isEmpty()) {
      throw new IllegalStateException(checked.problems().toString());
    }
    return checked;
  }
}
