// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import static dev.lsml.deploy.plan.Targets.LABEL_STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.terraform.PlannedChanges.Action;
import dev.lsml.deploy.terraform.PlannedChanges.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("clouds")
class DeployerTest {
  private final Targets on;
  private final World world;

  DeployerTest(Targets on) {
    this.on = on;
    this.world = new World(on);
  }

  static Stream<Targets> clouds() {
    return Stream.of(Targets.GOOGLE, Targets.AWS);
  }

  @Test
  void aFirstDeploymentGoesAllTheWay() {
    world.deployer(LABEL_STUDIO).deploy();

    assertThat(world.done)
        .containsExactlyElementsOf(
            here(
                "state store",
                "init bootstrap",
                "plan bootstrap",
                "apply bootstrap",
                "push registry.example.com/reviews",
                "secrets",
                "init service",
                "google: plan service unprotected",
                "aws: plan service",
                "apply service",
                "aws: admit callers",
                "gate https://reviews.example.com",
                "google: plan service",
                "google: apply service",
                "register https://reviews.example.com in 7"));
    assertThat(world.results).containsExactly("ENDPOINT_URL=https://reviews.example.com");
    assertThat(world.said).last().isEqualTo("Now " + revision(1) + " serves.");
  }

  @Test
  void runningAgainAppliesNothingAndSaysSo() {
    deployed();

    world.deployer(LABEL_STUDIO).deploy();

    assertThat(world.done)
        .containsExactlyElementsOf(
            here(
                "state store",
                "init bootstrap",
                "plan bootstrap",
                "push registry.example.com/reviews",
                "secrets",
                "init service",
                "plan service",
                "aws: admit callers",
                "gate https://reviews.example.com",
                "register https://reviews.example.com in 7"));
    assertThat(world.said)
        .last()
        .isEqualTo("Nothing has changed: " + revision(1) + " goes on serving.");
    assertThat(world.results).containsExactly("ENDPOINT_URL=https://reviews.example.com");
  }

  @Test
  void aNewImageGetsTheTrafficOnlyAfterItPassedTheGate() {
    deployed();
    world.image = on.next();

    world.deployer(null).deploy();

    assertThat(service())
        .containsExactlyElementsOf(
            here(
                "init service",
                "plan service",
                "plan service beside " + world.name(1),
                "apply service",
                "aws: admit callers",
                "gate https://candidate.example.com",
                "plan service",
                "apply service"));
    assertThat(world.servingImage()).isEqualTo(on.next());
    assertThat(world.serving()).isEqualTo(world.name(2));
  }

  @Test
  void anUnhealthyRevisionNeverGetsTrafficAndItsImageIsTakenBack() {
    deployed();
    world.image = on.next();
    world.unhealthy = on.next();

    assertThatThrownBy(() -> world.deployer(LABEL_STUDIO).deploy())
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "https://candidate.example.com is not healthy: it answers HTTP 500. See its logs. "
                + revision(1)
                + " serves as before, at https://reviews.example.com");
    assertThat(service())
        .containsExactlyElementsOf(
            here(
                "init service",
                "plan service",
                "plan service beside " + world.name(1),
                "apply service",
                "aws: admit callers",
                "gate https://candidate.example.com",
                "plan service beside " + world.name(1),
                "apply service"));
    assertThat(world.serving()).isEqualTo(world.name(1));
    assertThat(world.results).isEmpty();
    assertThat(world.said)
        .contains(
            "Put back the "
                + on.target().words().artifact()
                + " of "
                + revision(1)
                + ", which has served all along");

    world.done.clear();
    world.image = on.old();
    world.deployer(null).deploy();

    assertThat(world.servingImage()).isEqualTo(on.old());
  }

  @Test
  void aRevisionThatDoesNotEvenStartIsTakenBackToo() {
    deployed();
    world.image = on.next();
    world.failingApply = on.next();

    assertThatThrownBy(() -> world.deployer(null).deploy())
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "Terraform could not apply it: the container died. Look. "
                + revision(1)
                + " serves as before, at https://reviews.example.com");
    assertThat(world.servingImage()).isEqualTo(on.old());
  }

  @Test
  void whatStoppedBetweenTryingAndTrustingIsTakenUp() {
    deployed();
    world.image = on.next();
    world.unhealthy = on.next();
    assertThatThrownBy(() -> world.deployer(null).deploy()).isInstanceOf(DeployException.class);
    world.unhealthy = "";
    world.done.clear();
    world.said.clear();

    world.deployer(null).deploy();

    assertThat(world.said)
        .contains(
            "  an earlier deployment stopped halfway; "
                + revision(1)
                + " serves, and this one goes on from"
                + " there");
    assertThat(world.servingImage()).isEqualTo(on.next());
  }

  @Test
  void aFirstDeploymentThatFailsTheGateSaysSoAndIsLeftForALook() {
    world.unhealthy = on.old();

    assertThatThrownBy(() -> world.deployer(null).deploy())
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "https://reviews.example.com is not healthy: it answers HTTP 500. See its logs");
    assertThat(world.results).isEmpty();
  }

  @Test
  void aServiceThatNeverStartedIsNotProtectedAndSoCanBeReplacedOrDestroyed() {
    world.failingApply = on.old();
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
    String type = on.target().precious().get(1);
    String address = type + ".secret[\"label_studio_api_key\"]";
    world.alsoPlanned = List.of(new Change(address, type, Action.DELETE, List.of()));

    assertThatThrownBy(() -> world.deployer(null).deploy())
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "This deployment would delete "
                + address
                + " with all in it: a setting that it was made with has changed. Set it back; or,"
                + " if that loss is meant, add -Dlsml.confirm=reviews. Nothing was changed");
    assertThat(service()).doesNotContain("apply service");
  }

  @Test
  void whatIsMadeAnewServesAtOnceAndIsRegisteredAnew() {
    ofAnotherKind();
    world.confirmed = true;

    world.deployer(LABEL_STUDIO).deploy();

    assertThat(service())
        .containsExactlyElementsOf(
            here(
                "init service",
                "plan service",
                "ask: " + anew(),
                "apply service",
                "aws: admit callers",
                "gate https://anew.example.com",
                "register https://anew.example.com in 7",
                "unregister https://reviews.example.com"));
    assertThat(world.servingImage()).isEqualTo(on.next());
    assertThat(world.results).containsExactly("ENDPOINT_URL=https://anew.example.com");
  }

  @Test
  void whatServesIsNotDeletedUnasked() {
    ofAnotherKind();

    assertThatThrownBy(() -> world.deployer(LABEL_STUDIO).deploy())
        .isInstanceOf(DeployException.class)
        .hasMessage(
            anew()
                + ": a setting that it was made with has changed. Set it back; or, if that loss is"
                + " meant, add -Dlsml.confirm=reviews. Nothing was changed");
    assertThat(service()).doesNotContain("apply service");
    assertThat(world.servingImage()).isEqualTo(on.old());
  }

  @Test
  void whatWasDeletedAndNotMadeAnewIsMadeByTheNextDeploymentWithoutAsking() {
    ofAnotherKind();
    world.confirmed = true;
    world.failingApply = on.next();
    assertThatThrownBy(() -> world.deployer(LABEL_STUDIO).deploy())
        .isInstanceOf(DeployException.class)
        .hasMessage("Terraform could not apply it: no role yet. Look");
    world.failingApply = "";
    world.confirmed = false;
    world.done.clear();

    world.deployer(LABEL_STUDIO).deploy();

    assertThat(world.done)
        .contains("register https://anew.example.com in 7")
        .noneMatch(line -> line.startsWith("ask: "));
    assertThat(world.servingImage()).isEqualTo(on.next());
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
    int count = on.target().isProtectable() ? 10 : 9;

    world.deployer(null).deploy();

    assertThat(world.said)
        .startsWith(
            "Deploying " + on.target().title(),
            "[1/" + count + "] Look for what would go wrong later")
        .contains("[" + count + "/" + count + "] Say where the backend answers");
  }

  private void deployed() {
    world.deployer(null).deploy();
    world.done.clear();
    world.said.clear();
    world.results.clear();
  }

  /** As from a zip to an image. */
  private void ofAnotherKind() {
    deployed();
    world.kind = "image";
    world.image = on.next();
  }

  private String anew() {
    return "This deployment would delete "
        + on.target().main()
        + " and make it anew: nothing answers meanwhile, "
        + revision(1)
        + " cannot be put back, and the address may be another one";
  }

  private String revision(int number) {
    return on.target().revision(world.name(number));
  }

  /** Those lines that are not of the other cloud. */
  private List<String> here(String... lines) {
    String cloud = (on == Targets.GOOGLE ? "google" : "aws") + ": ";
    List<String> here = new ArrayList<>();
    for (String line : lines) {
      if (!line.matches("(google|aws): .*")) {
        here.add(line);
      } else if (line.startsWith(cloud)) {
        here.add(line.substring(cloud.length()));
      }
    }
    return here;
  }

  private List<String> service() {
    return world.done.subList(world.done.indexOf("init service"), world.done.size());
  }
}
