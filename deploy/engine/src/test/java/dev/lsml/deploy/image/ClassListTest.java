// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassListTest {
  @Test
  void theSameClassesGiveTheSameListWhateverOrderTheyWereLoadedIn() {
    List<String> one =
        List.of(
            "# NOTE: Do not modify this file.",
            "java/lang/Object id: 0",
            "@lambda-proxy org/example/A run ()V REF_invokeStatic",
            "org/example/B id: 2",
            "org/example/A id: 1",
            "@cp org/example/A 3 4");
    List<String> other =
        List.of(
            "@cp org/example/A 3 4",
            "org/example/A id: 1",
            "java/lang/Object id: 0",
            "org/example/B id: 3",
            "@lambda-proxy org/example/A run ()V REF_invokeStatic");

    assertThat(ClassList.normalized(one))
        .isEqualTo(ClassList.normalized(other))
        .containsExactly(
            "java/lang/Object",
            "org/example/A",
            "org/example/B",
            "@cp org/example/A 3 4",
            "@lambda-proxy org/example/A run ()V REF_invokeStatic");
  }

  @Test
  void classesOfOtherLoadersAreLeftOut() {
    assertThat(
            ClassList.normalized(
                List.of("org/example/A id: 9 super: 0 source: /tmp/a.jar", "org/example/B")))
        .containsExactly("org/example/B");
  }
}
