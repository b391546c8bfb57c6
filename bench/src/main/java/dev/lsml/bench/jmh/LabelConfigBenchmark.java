// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.jmh;

import dev.lsml.bench.Bodies;
import dev.lsml.core.labelconfig.LabelConfig;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Parsing a label config, as small as most and as large as a taxonomy makes it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LabelConfigBenchmark {
  private static final int LABELS = 500;

  private final String large = large();

  /** One text and one question. */
  @Benchmark
  public LabelConfig small() {
    return LabelConfig.parse(Bodies.LABEL_CONFIG);
  }

  /** 500 labels. */
  @Benchmark
  public LabelConfig fiveHundredLabels() {
    return LabelConfig.parse(large);
  }

  private static String large() {
    StringBuilder xml =
        new StringBuilder("<View><Text name=\"text\" value=\"$text\"/>")
            .append("<Labels name=\"entity\" toName=\"text\">");
    for (int i = 0; i < LABELS; i++) {
      xml.append("<Label value=\"Label ").append(i).append("\" background=\"#aabbcc\"/>");
    }
    return xml.append("</Labels></View>").toString();
  }
}
