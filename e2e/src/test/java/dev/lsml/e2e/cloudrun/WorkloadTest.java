// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  @Test
  void whatIsNotWrittenIsWhatCloudRunDoes() {
    Workload workload = workload("{\"containers\": [{\"image\": \"i@sha256:1\"}]}");
    assertThat(workload)
        .isEqualTo(
            new Workload(
                "i@sha256:1", List.of(), List.of(), List.of(), "1", 512 << 20, true, null));
    assertThat(
            workload(
                    "{\"containers\": [{\"image\": \"i\", \"resources\": [{\"limits\": {}}],"
                        + " \"startup_probe\": [{\"http_get\": [{}]}]}]}")
                .cpuIdle())
        .as("CPU without a request, once resources are written")
        .isFalse();
  }

  @Test
  void limitsAreReadInTheirUnits() {
    Workload workload =
        workload(
            "{\"containers\": [{\"image\": \"i\","
                + " \"resources\": [{\"limits\": {\"cpu\": \"500m\", \"memory\": \"2Gi\"}}]}]}");
    assertThat(workload.cpus()).isEqualTo("0.5");
    assertThat(workload.memoryBytes()).isEqualTo(2L << 30);
  }

  @Test
  void aSecretIsAskedForByItsShortIdAndItsVersion() {
    Workload workload =
        workload(
            "{\"containers\": [{\"image\": \"i\", \"env\": ["
                + "{\"name\": \"A\", \"value\": \"plain\", \"value_source\": []},"
                + "{\"name\": \"B\", \"value\": \"\", \"value_source\": [{\"secret_key_ref\":"
                + " [{\"secret\": \"projects/p/secrets/s\", \"version\": \"3\"}]}]}]}]}");
    assertThat(workload.environment((secret, version) -> secret + " of " + version))
        .isEqualTo(Map.of("A", "plain", "B", "s of 3"));
  }

  @Test
  void trafficThatDoesNotAddUpIsRefused() {
    assertThatThrownBy(
            () ->
                Traffic.of(
                    view(
                        "{\"traffic\": [{\"type\": \""
                            + Traffic.LATEST
                            + "\", \"percent\": 90, \"tag\": null}]}")))
        .isInstanceOf(RevisionFailed.class)
        .hasMessage("Traffic targets must add up to 100 percent, but are 90");
    assertThat(Traffic.of(view("{\"traffic\": []}")).targets())
        .containsExactly(new Traffic.Target(null, 100, null));
  }

  private static Workload workload(String template) {
    return Workload.of(view(template));
  }

  private static JsonView view(String json) {
    return JsonView.of(Json.read(json));
  }
}
