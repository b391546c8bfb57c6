// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimePlanTest {
  private static final Host LINUX = new Host("Linux", "amd64");
  private static final Jdk TEMURIN =
      new Jdk(Path.of("/opt/jdk-25"), "25.0.3", "Eclipse Adoptium", "gnu", true);

  @Test
  void onLinuxARuntimeIsLinkedAndNothingIsLost() {
    RuntimePlan plan = RuntimePlan.choose(LINUX, TEMURIN, null);

    assertThat(plan).isEqualTo(new RuntimePlan(TEMURIN, BaseImages.FOR_LINKED_RUNTIME, null));
    assertThat(plan.java()).isEqualTo("/opt/runtime/bin/java");
  }

  @Test
  void anotherBaseImageCanBeNamed() {
    assertThat(RuntimePlan.choose(LINUX, TEMURIN, "localhost:5000/base:1"))
        .isEqualTo(new RuntimePlan(TEMURIN, "localhost:5000/base:1", null));
  }

  @ParameterizedTest
  @CsvSource({"Mac OS X,aarch64", "Mac OS X,x86_64", "Windows 11,amd64", "Linux,aarch64"})
  void elsewhereTheBaseImageBringsJavaAndALineSaysWhatItCosts(String system, String processor) {
    RuntimePlan plan = RuntimePlan.choose(new Host(system, processor), TEMURIN, null);

    assertThat(plan.jdk()).isNull();
    assertThat(plan.base()).isEqualTo(BaseImages.WITH_RUNTIME);
    assertThat(plan.java()).isEqualTo("/opt/java/openjdk/bin/java");
    assertThat(plan.cost())
        .isEqualTo(
            "The image gets a whole Java runtime and no archive of classes, so a cold start takes"
                + " two to three times as long; this build runs on "
                + system
                + " on "
                + processor
                + ", and the image on Linux and x86-64.");
  }

  @Test
  void aJdkOfAnotherCLibraryIsNotPutOnADebianBase() {
    Jdk alpine = new Jdk(Path.of("/opt/jdk"), "25.0.3", "Eclipse Adoptium", "musl", true);

    RuntimePlan plan = RuntimePlan.choose(LINUX, alpine, null);

    assertThat(plan.jdk()).isNull();
    assertThat(plan.cost())
        .endsWith(
            "JDK 25.0.3 (Eclipse Adoptium) is linked with musl, and the base image has the GNU C"
                + " library.");
  }

  @Test
  void aRuntimeWithoutTheJdksToolsCannotBeLinkedFrom() {
    Jdk runtime = new Jdk(Path.of("/opt/jre"), "17.0.15", "", "", false);

    RuntimePlan plan = RuntimePlan.choose(LINUX, runtime, null);

    assertThat(plan.jdk()).isNull();
    assertThat(plan.cost())
        .endsWith("JDK 17.0.15 in /opt/jre is a runtime without jlink and jdeps.");
  }

  @Test
  void withANewerJdkThanAnyKnownBaseImageOneHasToBeNamed() {
    Jdk newer = new Jdk(Path.of("/opt/jdk"), "27", "", "", true);
    Host mac = new Host("Mac OS X", "aarch64");

    assertThatThrownBy(() -> RuntimePlan.choose(mac, newer, null))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "The image's Java runtime cannot be chosen: this build runs on Mac OS X on aarch64, and"
                + " the image on Linux and x86-64, and no base image is known to run what JDK 27"
                + " compiles. Name an image that has it in -Dlsml.image.base=, or build with JDK"
                + " 25");
    assertThat(RuntimePlan.choose(mac, newer, "example.org/java:27").base())
        .isEqualTo("example.org/java:27");
  }
}
