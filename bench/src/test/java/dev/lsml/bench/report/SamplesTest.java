// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void percentilesAreMeasuredValuesByNearestRank() {
    Samples samples = new Samples();
    for (long value = 2000; value >= 1; value--) {
      samples.add(value);
    }

    assertThat(samples.median()).isEqualTo(1000);
    assertThat(samples.percentile(99)).isEqualTo(1980);
    assertThat(samples.percentile(0.01)).isEqualTo(1);
    assertThat(samples.max()).isEqualTo(2000);
  }

  @Test
  void valuesAddedAfterAPercentileAreCountedToo() {
    Samples samples = new Samples();
    samples.add(5);
    assertThat(samples.max()).isEqualTo(5);

    Samples more = new Samples();
    more.add(9);
    more.add(1);
    samples.addAll(more);

    assertThat(samples.count()).isEqualTo(3);
    assertThat(samples.max()).isEqualTo(9);
    assertThat(samples.median()).isEqualTo(5);
  }

  @Test
  void nothingMeasuredHasNoPercentile() {
    assertThatThrownBy(() -> new Samples().median())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nothing was measured, so there is no percentile");
  }
}
