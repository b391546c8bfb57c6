// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import static dev.lsml.deploy.plan.Targets.LABEL_STUDIO;
import static dev.lsml.deploy.plan.Targets.NEW;
import static dev.lsml.deploy.plan.Targets.OLD;
import static dev.lsml.deploy.plan.Targets.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.deploy.plan.Known.Changes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployPlanTest {
  private static final Known FIRST = Known.atFirst(null);
  private static final Known AGAIN = Known.atFirst(Targets.deployed());

  @Test
  void theFirstDeploymentIsPlannedWhole() throws Exception {
    assertPlan("first-deploy", DeployPlan.steps(TARGET, LABEL_STUDIO, FIRST));
  }

  @Test
  void theFirstDeploymentWithoutALabelStudioRegistersNothing() throws Exception {
    assertPlan("first-deploy-without-label-studio", DeployPlan.steps(TARGET, null, FIRST));
  }

  @Test
  void aNewImageIsTriedBesideTheOneThatServes() throws Exception {
    Known known = AGAIN.withImage(NEW).withChanges(Changes.SOME);

    assertPlan("new-image", DeployPlan.steps(TARGET, LABEL_STUDIO, known));
  }

  @Test
  void withNothingToChangeNothingIsApplied() throws Exception {
    Known known = AGAIN.withImage(OLD).withChanges(Changes.NONE);

    assertPlan("no-change", DeployPlan.steps(TARGET, LABEL_STUDIO, known));
  }

  @Test
  void aNamedLabelStudioWithoutAProjectIsCheckedButNotWrittenTo() {
    LabelStudio labelStudio = new LabelStudio("https://ls.example.com", null);

    List<Step> steps = DeployPlan.steps(TARGET, labelStudio, FIRST);

    assertThat(steps).extracting(Step::kind).doesNotContain(Step.Kind.REGISTER);
    assertThat(steps.get(0).calls()).contains("GET https://ls.example.com/api/current-user/whoami");
  }

  @Test
  void putsBackTheImageThatServedWithoutMovingTraffic() {
    Step step = DeployPlan.restore(TARGET, Targets.deployed());

    assertThat(step.title())
        .isEqualTo("Put back the image of revision reviews-00001-abc, which has served all along");
    assertThat(step.calls())
        .hasSize(3)
        .first()
        .isEqualTo("with image = that of reviews-00001-abc, serving_revision = reviews-00001-abc");
  }

  @Test
  void whatWasDoneStaysTheBeginningOfThePlanWhateverIsLearned() {
    List<Known> learned =
        List.of(
            AGAIN,
            AGAIN.withImage(NEW),
            AGAIN.withImage(NEW).withChanges(Changes.SOME),
            AGAIN.withImage(OLD).withChanges(Changes.NONE),
            FIRST.withImage(NEW),
            FIRST.withImage(NEW).withChanges(Changes.SOME));
    List<Step> start = DeployPlan.steps(TARGET, LABEL_STUDIO, FIRST).subList(0, 6);

    for (Known known : learned) {
      assertThat(DeployPlan.steps(TARGET, LABEL_STUDIO, known).subList(0, 6)).isEqualTo(start);
    }
    assertThat(start).last().extracting(Step::kind).isEqualTo(Step.Kind.PREVIEW);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDestroyIsPlannedWhole(boolean withData) throws Exception {
    assertPlan(
        withData ? "destroy-with-data" : "destroy-without-data",
        DestroyPlan.steps(TARGET, LABEL_STUDIO, withData));
  }

  @Test
  void aDestroyWithoutALabelStudioLeavesItAlone() {
    assertThat(DestroyPlan.steps(TARGET, null, false))
        .extracting(Step::kind)
        .doesNotContain(Step.Kind.UNREGISTER);
  }

  /** Compares with the golden file of that name. */
  private static void assertPlan(String name, List<Step> steps) throws IOException {
    String text = String.join("\n", PlanText.lines("Plan for " + TARGET.title(), steps)) + "\n";
    try (InputStream golden = DeployPlanTest.class.getResourceAsStream(name + ".plan.txt")) {
      assertThat(golden).as(name + ".plan.txt, to hold:\n" + text).isNotNull();
      assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
