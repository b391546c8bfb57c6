// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegionIdsTest {

  @Test
  void idsHaveTenHarmlessCharactersAndDiffer() {
    for (RegionIds ids : new RegionIds[] {RegionIds.random(), RegionIds.seeded(1)}) {
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < 20_000; i++) {
        String id = ids.next();
        assertThat(id).matches("[A-Za-z0-9_-]{10}");
        assertThat(seen.add(id)).as("id %d is new", i).isTrue();
      }
    }
  }

  @Test
  void aSeedGivesTheSameIdsAgain() {
    RegionIds one = RegionIds.seeded(42);
    RegionIds two = RegionIds.seeded(42);

    assertThat(one.next()).isEqualTo(two.next());
    assertThat(one.next()).isEqualTo(two.next()).isNotEqualTo(RegionIds.seeded(43).next());
  }

  @Test
  void copiesOfAProcessThatAreReseededGoOnWithDifferentIds() {
    MixedRegionIds one = new MixedRegionIds(42, false);
    MixedRegionIds copy = new MixedRegionIds(42, false);
    assertThat(one.next()).isEqualTo(copy.next());

    one.reseed(1);
    copy.reseed(2);

    assertThat(one.next()).isNotEqualTo(copy.next());
    one.reseed(2);
    copy.reseed(2);
    assertThat(one.next()).isEqualTo(copy.next());
  }
}
