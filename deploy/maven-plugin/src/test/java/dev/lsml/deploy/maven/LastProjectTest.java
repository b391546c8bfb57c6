// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class LastProjectTest {
  private static final Set<String> ALL = Set.of("root", "backend", "later");
  private final Map<String, Object> build = new HashMap<>();
  private final Callable<String> work = () -> "done";

  @Test
  void theWorkOfOneProjectWaitsForTheLastOne() {
    assertThat(LastProject.arrived(build, "root", ALL)).isNull();
    LastProject.leave(build, work);
    assertThat(LastProject.arrived(build, "backend", ALL)).isNull();
    assertThat(LastProject.arrived(build, "later", ALL)).isSameAs(work);
  }

  @Test
  void theProjectItselfMayBeTheLast() {
    LastProject.arrived(build, "root", ALL);
    LastProject.arrived(build, "later", ALL);
    LastProject.leave(build, work);

    assertThat(LastProject.arrived(build, "backend", ALL)).isSameAs(work);
  }

  @Test
  void itIsDoneOnce() {
    LastProject.leave(build, work);

    assertThat(LastProject.arrived(build, "backend", Set.of("backend"))).isSameAs(work);
    assertThat(LastProject.arrived(build, "backend", Set.of("backend"))).isNull();
  }

  @Test
  void whereNothingWasLeftNothingIsDone() {
    assertThat(LastProject.arrived(build, "backend", Set.of("backend"))).isNull();
  }
}
