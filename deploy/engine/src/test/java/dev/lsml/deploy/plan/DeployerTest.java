// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import static dev.lsml.deploy.plan.Targets.LABEL_STUDIO;
import static dev.lsml.deploy.plan.Targets.NEW;
import static dev.lsml.deploy.plan.Targets.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.terraform.PlannedChanges.Action;
import dev.lsml.deploy.terraform.PlannedChanges.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeployerTest {
  private final World world = new World();

  @Test
  void aFirstDeploymentGoesAllTheWay() {
    world.deployer(LABEL_STUDIO).deploy();

    assertThat(world.done)
        .containsExactly(
            "state store",
            "init bootstrap",
            "plan bootstrap",
            "apply bootstrap",
            "push registry.example.com/reviews/reviews",
            "secrets",
            "init service",
            "plan service unprotected",
            "apply service",
            "gate https://reviews.example.com",
            "plan service",
            "apply service",
            "register https://reviews.example.com in 7");
    assertThat(world.results).containsExactly("ENDPOINT_URL=https://reviews.example.com");
    assertThat(world.said).last().isEqualTo("Revision reviews-1 serves.");
  }

  @Test
  void runningAgainAppliesNothingAndSaysSo() {
    deployed();

    world.deployer(LABEL_STUDIO).deploy();

    assertThat(world.done)
        .containsExactly(
            "state store",
            "init bootstrap",
            "plan bootstrap",
            "push registry.example.com/reviews/reviews",
            "secrets",
            "init service",
            "plan service",
            "gate https://reviews.example.com",
            "register https://reviews.example.com in 7");
    assertThat(world.said)
        .last()
        .isEqualTo("Nothing has changed: revision reviews-1 goes on serving.");
    assertThat(world.results).containsExactly("ENDPOINT_URL=https://reviews.example.com");
  }

  @Test
  void aNewImageGetsTheTrafficOnlyAfterItPassedTheGate() {
    deployed();
    world.image = NEW;

    world.deployer(null).deploy();

    assertThat(service())
        .containsExactly(
            "init service",
            "plan service",
            "plan service beside reviews-1",
            "apply service",
            "gate https://candidate.example.com",
            "plan service",
            "apply service");
    assertThat(world.servingImage()).isEqualTo(NEW);
    assertThat(world.serving()).isEqualTo("reviews-2");
  }

  @Test
  void anUnhealthyRevisionNeverGetsTrafficAndItsImageIsTakenBack() {
    deployed();
    world.image = NEW;
    world.unhealthy = NEW;

    assertThatThrownBy(() -> world.deployer(LABEL_STUDIO).deploy())
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "https://candidate.example.com is not healthy: it answers HTTP 500. See its logs."
                + " reviews-1 serves as before, at https://reviews.example.com");
    assertThat(service())
        .containsExactly(
            "init service",
            "plan service",
            "plan service beside reviews-1",
            "apply service",
            "gate https://candidate.example.com",
            "plan service beside reviews-1",
            "apply service");
    assertThat(world.serving()).isEqualTo("reviews-1");
    assertThat(world.results).isEmpty();
    assertThat(world.said)
        .contains("Put back the image of revision reviews-1, which has served all along");

    world.done.clear();
    world.image = OLD;
    world.deployer(null).deploy();

    assertThat(world.servingImage()).isEqualTo(OLD);
  }

  @Test
  void aRevisionThatDoesNotEvenStartIsTakenBackToo() {
    deployed();
    world.image = NEW;
    world.failingApply = NEW;

    assertThatThrownBy(() -> world.deployer(null).deploy())
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "Terraform could not apply it: the container died. Look. reviews-1 serves as before, at"
                + " https://reviews.example.com");
    assertThat(world.servingImage()).isEqualTo(OLD);
  }

  @Test
  void whatStoppedBetweenTryingAndTrustingIsTakenUp() {
    deployed();
    world.image = NEW;
    world.unhealthy = NEW;
    assertThatThrownBy(() -> world.deployer(null).deploy()).isInstanceOf(DeployException.class);
    world.unhealthy = "";
    world.done.clear();
    world.said.clear();

    world.deployer(null).deploy();

    assertThat(world.said)
        .contains(
            "  an earlier deployment stopped halfway; reviews-1 serves, and this one goes on from"
                + " there");
    assertThat(world.servingImage()).isEqualTo(NEW);
  }

  @Test
  void aFirstDeploymentThatFailsTheGateSaysSoAndIsLeftForALook() {
    world.unhealthy = OLD;

    assertThatThrownBy(() -> world.deployer(null).deploy())
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "https://reviews.example.com is not healthy: it answers HTTP 500. See its logs");
    assertThat(world.results).isEmpty();
  }

  @Test
  void aServiceThatNeverStartedIsNotProtectedAndSoCanBeReplacedOrDestroyed() {
    world.failingApply = OLD;
    assertThatThrownBy(() -> world.deployer(null).deploy())
        .isInstanceOf(DeployException.class)
        .hasMessage("Terraform could not apply it: the container died. Look");
    world.done.clear();
    world.confirmed = true;

    world.destroyer(null, false).destroy();

    assertThat(world.done)
        .contains("plan to destroy service")
        .doesNotContain("plan service unprotected");
  }

  @Test
  void allFindingsAreShownBeforeAnythingIsMade() {
    world.findings.add(Finding.error("There is no project", "none is named", "Name one"));
    world.findings.add(Finding.warning("It may be slow", "it is far", "Wait"));
    world.findings.add(Finding.error("There is no Terraform", "none was found", "Install it"));

    assertThatThrownBy(() -> world.deployer(null).deploy())
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "2 things are in the way of this deployment: There is no project; There is no"
                + " Terraform. Each is shown above with what to do about it. Nothing was built or"
                + " changed");
    assertThat(world.done).isEmpty();
    assertThat(world.said)
        .containsSubsequence(
            "Problem: There is no project",
            "  why: none is named",
            "  do:  Name one",
            "Note: It may be slow",
            "Problem: There is no Terraform");
  }

  @Test
  void whatCannotBeMadeAgainIsNotLostUnasked() {
    deployed();
    world.settings = "2Gi";
    world.alsoPlanned =
        List.of(
            new Change(
                "google_secret_manager_secret.secret[\"label_studio_api_key\"]",
                "google_secret_manager_secret",
                Action.DELETE,
                List.of()));

    assertThatThrownBy(() -> world.deployer(null).deploy())
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "This deployment would delete google_secret_manager_secret.secret"
                + "[\"label_studio_api_key\"] with all in it: a setting that it was made with has"
                + " changed. Set it back; or, if that loss is meant, add -Dlsml.confirm=reviews."
                + " Nothing was changed");
    assertThat(service()).doesNotContain("apply service");
  }

  @Test
  void withoutALabelStudioItIsToldWhatToPasteButNotThePassword() {
    world.deployer(null).deploy();

    assertThat(world.said)
        .contains(
            "To use it, paste into Label Studio, Settings > Model > Connect Model:",
            "  Backend URL     https://reviews.example.com",
            "  Username        lsml",
            "  Password        in the vault");
    assertThat(String.join("\n", world.said)).doesNotContain(World.PASSWORD);
  }

  @Test
  void theStepsAreCountedAsTheyAreKnown() {
    world.deployer(null).deploy();

    assertThat(world.said)
        .startsWith(
            "Deploying reviews on Google Cloud Run (project my-project, region us-central1)",
            "[1/10] Look for what would go wrong later")
        .contains("[10/10] Say where the backend answers");
  }

  private void deployed() {
    world.deployer(null).deploy();
    world.done.clear();
    world.said.clear();
    world.results.clear();
  }

  private List<String> service() {
    return world.done.subList(world.done.indexOf("init service"), world.done.size());
  }
}
