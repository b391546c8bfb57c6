// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import static dev.lsml.deploy.plan.Targets.AWS;
import static dev.lsml.deploy.plan.Targets.AWS_IMAGE;
import static dev.lsml.deploy.plan.Targets.GOOGLE;
import static dev.lsml.deploy.plan.Targets.LABEL_STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.deploy.plan.Known.Changes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeployPlanTest {
  private static final Known FIRST = Known.atFirst(null);

  static Stream<Targets> clouds() {
    return Stream.of(GOOGLE, AWS);
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void theFirstDeploymentIsPlannedWhole(Targets on) throws Exception {
    assertPlan(on, "first-deploy", DeployPlan.steps(on.target(), LABEL_STUDIO, FIRST));
  }

  @Test
  void theFirstDeploymentWithoutALabelStudioRegistersNothing() throws Exception {
    assertPlan(
        GOOGLE,
        "first-deploy-without-label-studio",
        DeployPlan.steps(GOOGLE.target(), null, FIRST));
  }

  @Test
  void aFunctionIsDeployedAsAnImageWhereThatIsAskedFor() throws Exception {
    assertPlan(AWS_IMAGE, "first-deploy", DeployPlan.steps(AWS_IMAGE.target(), null, FIRST));
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void somethingNewIsTriedBesideWhatServes(Targets on) throws Exception {
    Known known = Known.atFirst(on.deployed()).withImage(on.next()).withChanges(Changes.SOME);

    assertPlan(on, "new-image", DeployPlan.steps(on.target(), LABEL_STUDIO, known));
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void withNothingToChangeNothingIsApplied(Targets on) throws Exception {
    Known known = Known.atFirst(on.deployed()).withImage(on.old()).withChanges(Changes.NONE);

    assertPlan(on, "no-change", DeployPlan.steps(on.target(), LABEL_STUDIO, known));
  }

  @Test
  void whatIsMadeAnewHasNothingToStandBeside() throws Exception {
    Known known = Known.atFirst(AWS.deployed()).withImage(AWS.next()).withChanges(Changes.ANEW);

    assertPlan(AWS, "made-anew", DeployPlan.steps(AWS.target(), LABEL_STUDIO, known));
  }

  @Test
  void whatCannotRefuseItsDeletionIsNotProtected() {
    assertThat(DeployPlan.steps(AWS.target(), LABEL_STUDIO, FIRST))
        .extracting(Step::kind)
        .doesNotContain(Step.Kind.PROTECT);
    assertThat(DestroyPlan.steps(AWS.target(), LABEL_STUDIO, true))
        .extracting(Step::kind)
        .doesNotContain(Step.Kind.UNPROTECT);
  }

  @Test
  void aNamedLabelStudioWithoutAProjectIsCheckedButNotWrittenTo() {
    LabelStudio labelStudio = new LabelStudio("https://ls.example.com", null);

    List<Step> steps = DeployPlan.steps(GOOGLE.target(), labelStudio, FIRST);

    assertThat(steps).extracting(Step::kind).doesNotContain(Step.Kind.REGISTER);
    assertThat(steps.get(0).calls()).contains("GET https://ls.example.com/api/current-user/whoami");
  }

  @Test
  void putsBackTheImageThatServedWithoutMovingTraffic() {
    Step step = DeployPlan.restore(GOOGLE.target(), GOOGLE.deployed());

    assertThat(step.title())
        .isEqualTo("Put back the image of revision reviews-00001-abc, which has served all along");
    assertThat(step.calls())
        .hasSize(3)
        .first()
        .isEqualTo("with image = that of reviews-00001-abc, serving_revision = reviews-00001-abc");
  }

  @Test
  void eachCloudCallsThingsByItsOwnNames() {
    assertThat(DeployPlan.restore(AWS.target(), AWS.deployed()).title())
        .isEqualTo("Put back the package of version 1, which has served all along");
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void whatWasDoneStaysTheBeginningOfThePlanWhateverIsLearned(Targets on) {
    Known again = Known.atFirst(on.deployed());
    List<Known> learned =
        List.of(
            again,
            again.withImage(on.next()),
            again.withImage(on.next()).withChanges(Changes.SOME),
            again.withImage(on.old()).withChanges(Changes.NONE),
            FIRST.withImage(on.next()),
            FIRST.withImage(on.next()).withChanges(Changes.SOME));
    List<Step> start = DeployPlan.steps(on.target(), LABEL_STUDIO, FIRST).subList(0, 6);

    for (Known known : learned) {
      assertThat(DeployPlan.steps(on.target(), LABEL_STUDIO, known).subList(0, 6)).isEqualTo(start);
    }
    assertThat(start).last().extracting(Step::kind).isEqualTo(Step.Kind.PREVIEW);
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void aDestroyIsPlannedWhole(Targets on) throws Exception {
    assertPlan(on, "destroy-with-data", DestroyPlan.steps(on.target(), LABEL_STUDIO, true));
    assertPlan(on, "destroy-without-data", DestroyPlan.steps(on.target(), LABEL_STUDIO, false));
  }

  @Test
  void aDestroyWithoutALabelStudioLeavesItAlone() {
    assertThat(DestroyPlan.steps(GOOGLE.target(), null, false))
        .extracting(Step::kind)
        .doesNotContain(Step.Kind.UNREGISTER);
  }

  /** Compares with the golden file of that name. */
  private static void assertPlan(Targets on, String name, List<Step> steps) throws IOException {
    String file = on.folder() + "/" + name + ".plan.txt";
    String text =
        String.join("\n", PlanText.lines("Plan for " + on.target().title(), steps)) + "\n";
    try (InputStream golden = DeployPlanTest.class.getResourceAsStream(file)) {
      assertThat(golden).as(file + ", to hold:\n" + text).isNotNull();
      assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
