// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.preannotate.FakeProject.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectRunTest {
  @TempDir Path folder;

  private Ran run(FakeProject project, String key) {
    return Ran.with(
        Map.of(
            "MODEL_DIR", folder.resolve("store").toString(),
            "LABEL_STUDIO_URL", project.url(),
            "LABEL_STUDIO_API_KEY", key),
        "--project",
        "12",
        "--rejects",
        folder.resolve("rejects.jsonl").toString());
  }

  private Ran run(FakeProject project) {
    return run(project, FakeProject.KEY);
  }

  private List<JsonView> rejects() throws IOException {
    return Files.readAllLines(folder.resolve("rejects.jsonl")).stream()
        .map(line -> JsonView.of(Json.read(line)))
        .toList();
  }

  @Test
  void everyTaskGetsOnePredictionInFewCallsAndNoneAgain() throws Exception {
    try (FakeProject project = new FakeProject(1250)) {
      Ran first = run(project);
      assertThat(first.code()).as(first.err()).isZero();
      assertThat(project.counts().values()).containsOnly(1).hasSize(1250);
      assertThat(project.calls).isEqualTo(3);
      assertThat(first.out())
          .contains("1,250 of 1,250 tasks predicted by mood-v0-", "0 had that prediction already")
          .contains("Label Studio shows predictions of ''", "choose mood-v0-");
      Ran second = run(project);
      assertThat(second.code()).isZero();
      assertThat(second.out()).contains("0 of 1,250 tasks", "1,250 had that prediction already");
      assertThat(project.calls).isEqualTo(3);
      assertThat(folder.resolve("rejects.jsonl")).doesNotExist();
    }
  }

  @Test
  void whateverBecomesOfAnAnswerEachTaskHasOnePrediction() throws Exception {
    for (Fault fault : Fault.values()) {
      try (FakeProject project = new FakeProject(600)) {
        project.fail(fault, fault, Fault.NONE, fault);
        Ran ran = run(project);
        assertThat(ran.code()).as(fault + ran.err()).isZero();
        assertThat(project.counts().values()).as(fault.toString()).containsOnly(1).hasSize(600);
        assertThat(ran.out()).as(fault.toString()).contains("600 of 600 tasks predicted");
      }
    }
  }

  @Test
  void aServerThatStaysAwayEndsTheRunAndTheNextGoesOn() throws Exception {
    try (FakeProject project = new FakeProject(1200)) {
      project.fail(Fault.NONE);
      for (int i = 0; i < 7; i++) {
        project.fail(Fault.UNAVAILABLE);
      }
      Ran ran = run(project);
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err())
          .contains(
              "Label Studio does not take predictions any more: cannot POST ",
              "Label Studio answered 504 (Gateway time-out)",
              "run the same again to go on");
      Ran next = run(project);
      assertThat(next.out()).contains("700 of 1,200 tasks", "500 had that prediction already");
      assertThat(project.counts().values()).containsOnly(1);
    }
  }

  @Test
  void aCallThatIsTooLargeIsMadeInParts() throws Exception {
    try (FakeProject project = new FakeProject(500)) {
      project.largestCall = 200;
      assertThat(run(project).code()).isZero();
      assertThat(project.counts().values()).containsOnly(1);
    }
  }

  @Test
  void oneThatIsRefusedCostsNoOtherItsPrediction() throws Exception {
    try (FakeProject project = new FakeProject(300)) {
      project.refusedTask = 1100L;
      project.passedOverTask = 1200L;
      project.text(1300, "BOOM");
      Ran ran = run(project);
      assertThat(ran.code()).as(ran.err()).isEqualTo(3);
      assertThat(project.counts()).containsEntry(1100L, 0).containsEntry(1200L, 0);
      assertThat(project.counts().values().stream().filter(n -> n == 1)).hasSize(297);
      assertThat(rejects())
          .extracting(r -> r.get("task").whole())
          .containsExactlyInAnyOrder(1100L, 1200L, 1300L);
      assertThat(rejects())
          .extracting(r -> r.get("reason").string())
          .anySatisfy(r -> assertThat(r).contains("answered 400 (task 1100 is refused)"))
          .anySatisfy(r -> assertThat(r).contains("passed over it as invalid"))
          .anySatisfy(r -> assertThat(r).contains("it went boom"));
      assertThat(ran.out()).contains("Rejected: 3; the list says why");
    }
  }

  @Test
  void aWrongKeyEndsTheRunWithWhatToDo() throws Exception {
    try (FakeProject project = new FakeProject(1)) {
      Ran ran = run(project, "f".repeat(40));
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).contains("answered 401", "LABEL_STUDIO_API_KEY");
    }
  }

  @Test
  void withoutAnAddressOrAKeyItSaysWhichToSet() {
    Map<String, String> store = Map.of("MODEL_DIR", folder.resolve("store").toString());
    assertThat(Ran.with(store, "--project", "12").err())
        .contains("Label Studio's address is not known: LABEL_STUDIO_URL is not set");
    assertThat(Ran.with(Map.of("LABEL_STUDIO_URL", "http://x.example"), "--project", "12").err())
        .contains("No key for Label Studio is known: LABEL_STUDIO_API_KEY is not set");
  }

  @Test
  void forAFileOfAProjectThatTheStoreDoesNotKnowLabelStudioIsAskedForItsConfig() throws Exception {
    Path input = Files.writeString(folder.resolve("in.jsonl"), "{\"text\": \"a\"}\n");
    String store = folder.resolve("store").toString();
    String[] arguments = {
      "--input", input.toString(),
      "--output", folder.resolve("tasks.json").toString(),
      "--project", "12"
    };
    assertThat(Ran.with(Map.of("MODEL_DIR", store), arguments).err())
        .contains("There is no project 12 in the store", "LABEL_STUDIO_URL");
    try (FakeProject project = new FakeProject(1)) {
      Ran ran =
          Ran.with(
              Map.of(
                  "MODEL_DIR",
                  store,
                  "LABEL_STUDIO_URL",
                  project.url(),
                  "LABEL_STUDIO_API_KEY",
                  FakeProject.KEY),
              arguments);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(run(project).out())
          .contains(ran.out().substring(ran.out().indexOf("mood-v0-")).substring(0, 14));
    }
  }
}
