// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import static dev.lsml.deploy.plan.Targets.LABEL_STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import org.junit.jupiter.api.Test;

class DestroyerTest {
  private final World world = new World();

  @Test
  void theReverseIsDoneAndTheModelsStay() {
    deployed();
    world.confirmed = true;

    world.destroyer(LABEL_STUDIO, false).destroy();

    assertThat(world.done)
        .containsExactly(
            "ask: This deletes reviews on Google Cloud Run (project my-project, region"
                + " us-central1); its models stay",
            "unregister https://reviews.example.com",
            "init service",
            "plan service unprotected",
            "apply service",
            "plan to destroy service",
            "apply service",
            "init bootstrap",
            "plan to destroy google_artifact_registry_repository.images",
            "apply bootstrap");
    assertThat(world.said)
        .endsWith(
            "reviews is destroyed. What is left:",
            "  gs://my-project-reviews-models with the models",
            "  gs://my-project-reviews-state with Terraform's state",
            "  (to delete both, add -Dlsml.destroy.data=true)",
            "  the enabled APIs, which cost nothing, and the logs until they expire");
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
            "plan to destroy bootstrap",
            "apply bootstrap",
            "delete state store");
    assertThat(world.said)
        .endsWith(
            "reviews is destroyed. What is left:",
            "  the registration in Label Studio, if there is one: remove it there, or name",
            "  the server with -Dlabelstudio.url= next time",
            "  the enabled APIs, which cost nothing, and the logs until they expire");
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
            "Nothing of reviews on Google Cloud Run (project my-project, region us-central1) is"
                + " there: gs://my-project-reviews-state does not exist");
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
