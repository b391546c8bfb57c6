// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.classes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassBudgetTest {
  private static final ClassBudget RECORDED = budget("17.0.15+6", 200, 10);

  @Test
  void theSameOrFewerClassesAreWithinTheBudget() {
    assertThat(RECORDED.problem(RECORDED)).isNull();
    assertThat(RECORDED.problem(budget("17.0.15+6", 150, 3))).isNull();
    assertThat(RECORDED.total()).isEqualTo(210);
    assertThat(RECORDED.ofJars()).isEqualTo(10);
  }

  @Test
  void oneMoreClassOutOfAJarIsReportedWithItsPackageOnEveryRuntime() {
    assertThat(RECORDED.problem(budget("17.0.99+1", 200, 11)))
        .startsWith(
            "A cold start loads 211 classes up to its first answer, 11 of them out of jars; 210 and"
                + " 10 are recorded.")
        .endsWith("Packages with more than before:\n  +1 dev.lsml");
  }

  @Test
  void aFewMoreClassesOfTheJdkAreReportedSoonerOnTheRecordedRuntime() {
    assertThat(RECORDED.problem(budget("17.0.15+6", 205, 10))).isNull();
    assertThat(RECORDED.problem(budget("17.0.15+6", 206, 10))).endsWith("\n  +6 java.util");
    assertThat(RECORDED.problem(budget("17.0.99+1", 206, 10))).isNull();
    assertThat(RECORDED.problem(budget("17.0.99+1", 207, 10))).endsWith("\n  +7 java.util");
  }

  @Test
  void whatIsWrittenIsReadAgain(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("classes.properties");
    assertThat(ClassBudget.read(file)).isNull();

    RECORDED.write(file);

    ClassBudget read = ClassBudget.read(file);
    assertThat(read).isNotNull();
    assertThat(read.problem(RECORDED)).isNull();
    assertThat(read.problem(budget("17.0.15+6", 206, 10))).isNotNull();
    assertThat(read.total()).isEqualTo(210);
  }

  private static ClassBudget budget(String runtime, int jdk, int jars) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < jdk; i++) {
      names.add("java.util.C" + i);
    }
    for (int i = 0; i < jars; i++) {
      names.add("dev.lsml.C" + i);
    }
    return ClassBudget.of(new LoadedClasses(names), runtime);
  }
}
