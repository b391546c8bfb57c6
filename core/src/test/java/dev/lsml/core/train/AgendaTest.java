// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.protocol.ProjectUid;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgendaTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  private static final ProjectUid A = new ProjectUid("1.1");
  private static final ProjectUid B = new ProjectUid("2.2");

  private final Agenda agenda = new Agenda();

  @Test
  void theEarliestLookAtAProjectCountsAndHappensOnce() {
    agenda.add(A, NOW.plusSeconds(9));
    agenda.add(A, NOW.plusSeconds(5));
    agenda.add(A, NOW.plusSeconds(7));

    assertThat(agenda.next()).isEqualTo(NOW.plusSeconds(5));
    assertThat(agenda.take(NOW.plusSeconds(4))).isNull();
    assertThat(agenda.take(NOW.plusSeconds(5))).isEqualTo(A);
    assertThat(agenda.take(NOW.plusSeconds(99))).isNull();
    assertThat(agenda.next()).isNull();
  }

  @Test
  void whatIsDueLongestComesFirst() {
    agenda.add(A, NOW.plusSeconds(2));
    agenda.add(B, NOW.plusSeconds(1));

    assertThat(agenda.take(NOW.plusSeconds(9))).isEqualTo(B);
    assertThat(agenda.take(NOW.plusSeconds(9))).isEqualTo(A);
  }
}
