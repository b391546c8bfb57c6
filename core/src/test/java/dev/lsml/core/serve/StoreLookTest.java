// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreLookTest {
  private static List<ProjectUid> projects(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new ProjectUid(i + ".1")).toList();
  }

  private static Map<String, @Nullable Object> read(ProjectUid project) {
    return Map.of("project", project.value());
  }

  @Test
  void allProjectsOfASmallStoreAreRead() {
    StoreLook look = new StoreLook(Runnable::run, Duration.ofHours(1));

    StoreLook.Found found = look.look(limit -> projects(50), StoreLookTest::read);

    assertThat(found.projects()).hasSize(50).containsEntry("50.1", Map.of("project", "50.1"));
    assertThat(found.incomplete()).isNull();
  }

  @Test
  void ofALargeStoreTheFirstProjectsAreReadAndTheRestIsTold() {
    StoreLook look = new StoreLook(Runnable::run, Duration.ofHours(1));

    StoreLook.Found found =
        look.look(limit -> projects(1000).subList(0, limit), StoreLookTest::read);

    assertThat(found.projects()).hasSize(50);
    assertThat(found.incomplete())
        .isEqualTo("there are more projects than the 50 shown here; ask for one with ?project=");
  }

  @Test
  void aStoreThatCannotBeListedIsTold() {
    StoreLook look = new StoreLook(Runnable::run, Duration.ofHours(1));

    StoreLook.Found found =
        look.look(
            limit -> {
              throw new StoreException("list", "the network is down", true, null);
            },
            StoreLookTest::read);

    assertThat(found.projects()).isEmpty();
    assertThat(found.incomplete()).startsWith("the store cannot be listed");
  }

  @Test
  void aStoreThatHangsHoldsOneLookHoweverManyAskAndTheNextOneIsFresh() {
    List<Runnable> begun = new ArrayList<>();
    StoreLook look = new StoreLook(begun::add, Duration.ZERO);

    assertThat(look.look(limit -> projects(1), StoreLookTest::read).incomplete())
        .isEqualTo(
            "the store did not tell all of it within 0 seconds; ask for one project with"
                + " ?project=, or try again");
    look.look(limit -> projects(1), StoreLookTest::read);
    assertThat(begun).hasSize(1);

    begun.get(0).run();
    look.look(limit -> projects(1), StoreLookTest::read);
    assertThat(begun).hasSize(2);
  }
}
