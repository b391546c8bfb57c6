// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import static dev.lsml.deploy.plan.Targets.LABEL_STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("clouds")
class DestroyerTest {
  private static final String APIS =
      "  the enabled APIs, which cost nothing, and the logs until they expire";

  private final Targets on;
  private final World world;

  DestroyerTest(Targets on) {
    this.on = on;
    this.world = new World(on);
  }

  static Stream<Targets> clouds() {
    return Stream.of(Targets.GOOGLE, Targets.AWS);
  }

  @Test
  void theReverseIsDoneAndTheModelsStay() {
    deployed();
    world.confirmed = true;

    world.destroyer(LABEL_STUDIO, false).destroy();

    List<String> expected = new ArrayList<>();
    expected.add("ask: This deletes " + on.target().title() + "; its models stay");
    expected.add("unregister https://reviews.example.com");
    expected.add("init service");
    if (on.target().isProtectable()) {
      expected.addAll(List.of("plan service unprotected", "apply service"));
    }
    expected.addAll(
        List.of(
            "plan to destroy service",
            "apply service",
            "init bootstrap",
            "plan to destroy " + on.target().registryAddress(),
            "apply bootstrap"));
    assertThat(world.done).isEqualTo(expected);
    assertThat(world.said)
        .containsSubsequence(
            "reviews is destroyed. What is left:",
            "  " + on.target().modelStore() + " with the models",
            "  " + on.target().stateStore() + " with Terraform's state",
            "  (to delete both, add -Dlsml.destroy.data=true)");
    assertThat(world.said.contains(APIS)).isEqualTo(on == Targets.GOOGLE);
  }

  @Test
  void withItsDataEverythingGoes() {
    deployed();
    world.confirmed = true;

    world.destroyer(null, true).destroy();

    assertThat(world.done)
        .containsSubsequence(
            "init bootstrap",
            "plan bootstrap without keeping models",
            "apply bootstrap",
            on == Targets.GOOGLE
                ? "plan to destroy bootstrap"
                : "plan to destroy aws_ecr_repository.images aws_s3_bucket.models",
            "apply bootstrap",
            "delete state store");
    assertThat(world.said)
        .containsSubsequence(
            "reviews is destroyed. What is left:",
            "  the registration in Label Studio, if there is one: remove it there, or name",
            "  the server with -Dlabelstudio.url= next time");
  }

  @Test
  void whereNothingIsLeftThatIsSaid() {
    deployed();
    world.confirmed = true;

    world.destroyer(LABEL_STUDIO, true).destroy();

    assertThat(world.said)
        .last()
        .isEqualTo(on == Targets.GOOGLE ? APIS : "reviews is destroyed. Nothing is left.");
  }

  @Test
  void withoutAConfirmationNothingIsTouched() {
    deployed();

    assertThatThrownBy(() -> world.destroyer(LABEL_STUDIO, false).destroy())
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "reviews was not destroyed: it was not confirmed. Type its name when asked, or add"
                + " -Dlsml.confirm=reviews");
    assertThat(world.done).hasSize(1);
  }

  @Test
  void whereNothingIsNothingIsDone() {
    world.destroyer(null, true).destroy();

    assertThat(world.done).isEmpty();
    assertThat(world.said)
        .last()
        .isEqualTo(
            "Nothing of "
                + on.target().title()
                + " is there: "
                + on.target().stateStore()
                + " does not exist");
  }

  @Test
  void oneThatStoppedHalfwayIsTakenUp() {
    deployed();
    world.confirmed = true;
    world.destroyer(null, false).destroy();
    world.done.clear();

    world.destroyer(LABEL_STUDIO, false).destroy();

    assertThat(world.done)
        .doesNotContain("plan service unprotected", "unregister https://reviews.example.com")
        .contains("plan to destroy service");
  }

  private void deployed() {
    world.deployer(null).deploy();
    world.done.clear();
    world.said.clear();
  }
}
