// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  @Test
  void smallMetricsStayInTheHeadWhole() {
    Map<String, Object> metrics = Map.of("accuracy", 0.9, "perLabel", Map.of("Good", 3));

    assertThat(Provenance.headline(metrics)).isEqualTo(metrics);
  }

  @Test
  void ofLargeMetricsOnlyThePlainOnesStayInTheHead() {
    Map<String, Object> metrics =
        Map.of("accuracy", 0.9, "matrix", List.of("x".repeat(5000)), "log", "y".repeat(5000));

    assertThat(Provenance.headline(metrics)).isEqualTo(Map.of("accuracy", 0.9));
  }
}
