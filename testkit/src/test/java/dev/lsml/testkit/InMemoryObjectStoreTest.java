// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.WriteResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class InMemoryObjectStoreTest {
  @Test
  void objectsAreStampedByTheGivenClock() {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    try (var store = new InMemoryObjectStore(Clock.fixed(now, ZoneOffset.UTC))) {
      WriteResult result = store.put(new ObjectKey("a"), new byte[3], Condition.absent());
      assertThat(result).isInstanceOf(WriteResult.Written.class);
      assertThat(store.list("", null, 10))
          .singleElement()
          .satisfies(entry -> assertThat(entry.writtenAt()).isEqualTo(now));
    }
  }
}
