// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.version.Head;
import dev.lsml.core.version.LastRun;
import dev.lsml.core.version.Lease;
import dev.lsml.core.version.TrainingRequest;
import dev.lsml.core.version.VersionEntry;
import dev.lsml.core.version.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingStatusTest {
  private static final ProjectUid PROJECT = new ProjectUid("12.1696257600");
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  private static final TrainingRequest REQUEST =
      new TrainingRequest("job", "START_TRAINING", NOW, NOW.plusSeconds(5), false, 1, 64L);

  @Test
  void aProjectThatNeverTrainedIsIdle() {
    assertThat(Json.text(new TrainingStatus(PROJECT, Head.EMPTY, null).json()))
        .isEqualTo(
            "{\"project\":\"12.1696257600\",\"version\":null,\"state\":\"idle\",\"running\":null,"
                + "\"pending\":null,\"last_run\":null,\"versions\":[]}");
  }

  @Test
  void versionsRunsAndWhatIsPendingAreTold() {
    TrainingStatus status = new TrainingStatus(PROJECT, published().leased(lease()), REQUEST);

    assertThat(status.state()).isEqualTo(TrainingStatus.State.RUNNING);
    assertThat(Json.text(status.json()))
        .isEqualTo(
            "{\"project\":\"12.1696257600\",\"version\":1,\"state\":\"running\","
                + "\"running\":{\"since\":\"2026-01-01T10:00:00Z\",\"cause\":\"START_TRAINING\","
                + "\"attempt\":2,\"owner\":\"host/1\",\"lease_expires_at\":\"2026-01-01T10:01:00Z\"},"
                + "\"pending\":{\"since\":\"2026-01-01T10:00:00Z\",\"due_at\":\"2026-01-01T10:00:05Z\","
                + "\"cause\":\"START_TRAINING\",\"attempt\":2},"
                + "\"last_run\":{\"end\":\"failed\",\"cause\":\"ANNOTATION_CREATED\","
                + "\"started_at\":\"t1\",\"ended_at\":\"t2\",\"version\":null,\"message\":\"no disk\",\"log\":[\"+2s no disk\"]},"
                + "\"versions\":[{\"version\":1,\"current\":true,\"created_at\":\"t\","
                + "\"cause\":\"START_TRAINING\",\"tasks\":60,\"annotations\":64,"
                + "\"metrics\":{\"accuracy\":0.9}}]}");
  }

  @Test
  void aJobIsFollowedFromTheQueueToItsEnd() {
    assertThat(new TrainingStatus(PROJECT, Head.EMPTY, REQUEST).job("job")).isEqualTo("queued");
    assertThat(new TrainingStatus(PROJECT, published().leased(lease()), null).job("job"))
        .isEqualTo("started");
    assertThat(new TrainingStatus(PROJECT, published(), null).job("old")).isEqualTo("failed");
    assertThat(new TrainingStatus(PROJECT, published(), null).job("job")).isNull();
    assertThat(new TrainingStatus(PROJECT, Head.EMPTY, REQUEST).state())
        .isEqualTo(TrainingStatus.State.PENDING);
  }

  private static Head published() {
    VersionEntry entry =
        new VersionEntry(
            new VersionId(1, "r"),
            "m",
            "t",
            "START_TRAINING",
            60,
            64,
            "d",
            Map.of("accuracy", 0.9));
    return Head.EMPTY.published(
        entry,
        10,
        new LastRun(
            LastRun.End.FAILED,
            "old",
            "ANNOTATION_CREATED",
            "t1",
            "t2",
            0,
            64,
            "no disk",
            List.of("+2s no disk")));
  }

  private static Lease lease() {
    return new Lease(1, new VersionId(2, "s"), "host/1", NOW, NOW.plusSeconds(60), REQUEST);
  }
}
