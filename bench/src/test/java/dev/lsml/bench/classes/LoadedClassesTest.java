// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.classes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadedClassesTest {
  private static final LoadedClasses CLASSES =
      LoadedClasses.of(
          List.of(
              "[0.012s][info][class,load] java.lang.Object source: shared objects file",
              "[0.1s] java.util.Map source: jrt:/java.base",
              "[0.1s] java.util.List source: jrt:/java.base",
              "some other line",
              "[0.2s][info][class,load] a.B$$Lambda$14/0x0000000800c03000 source: a.B",
              "[0.2s][info][class,load] a.B$$Lambda/0x000079f0c4000a00 source: a.B",
              "[0.2s][info][class,load] NoPackage source: file:/x y/z.jar"));

  @Test
  void namesAreReadWithoutWhatDiffersFromRunToRun() {
    assertThat(CLASSES.names())
        .containsExactly(
            "java.lang.Object",
            "java.util.Map",
            "java.util.List",
            "a.B$$Lambda",
            "a.B$$Lambda",
            "NoPackage");
    assertThat(CLASSES.count()).isEqualTo(6);
  }

  @Test
  void packagesAreCountedTheLargestFirst() {
    assertThat(CLASSES.byPackage())
        .containsExactly(
            Map.entry("a", 2),
            Map.entry("java.util", 2),
            Map.entry("(none)", 1),
            Map.entry("java.lang", 1));
  }

  @Test
  void classesAreFoundByThePrefixOfTheirName() {
    assertThat(CLASSES.startingWith(List.of("java.util.M", "a.")))
        .containsExactly("a.B$$Lambda", "java.util.Map");
    assertThat(CLASSES.startingWith(List.of("javax."))).isEmpty();
  }
}
