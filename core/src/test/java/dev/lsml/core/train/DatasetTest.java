// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.protocol.TaskCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final String CONFIG =
      """
      <View>
        <Text name="text" value="$text"/>
        <Choices name="mood" toName="text" choice="multiple">
          <Choice value="Good"/><Choice value="Bad"/>
        </Choices>
        <Labels name="words" toName="text"><Label value="Noun"/><Label value="Verb"/></Labels>
        <TextArea name="why" toName="text" perRegion="true"/>
        <Taxonomy name="kind" toName="text"><Choice value="A"><Choice value="B"/></Choice></Taxonomy>
        <Rating name="stars" toName="text"/>
      </View>
      """;

  @Test
  void skippedAndEmptyAnnotationsAreLeftOut() {
    Dataset data =
        dataset(
            task(1, annotation(1, choice("Good"), "'was_cancelled': true")),
            task(2, annotation(2, "", "")),
            task(3, annotation(3, choice("Good"), "")),
            "{'id': 4, 'data': {}}",
            "{'id': 5, 'data': {}, 'annotations': [], 'drafts': [{'result': ["
                + choice("Good")
                + "]}]}");

    assertThat(ids(data)).containsExactly(3L);
    assertThat(data.annotations()).isEqualTo(2);
  }

  @Test
  void theGroundTruthCountsElseTheAnnotationChangedLast() {
    Dataset data =
        dataset(
            task(
                1,
                annotation(
                    11,
                    choice("Good"),
                    "'ground_truth': true, 'updated_at': '2024-01-01T00:00:00Z'"),
                annotation(12, choice("Bad"), "'updated_at': '2026-01-01T00:00:00Z'")),
            task(
                2,
                annotation(21, choice("Good"), "'updated_at': '2024-05-01T10:05:00.5Z'"),
                annotation(22, choice("Bad"), "'updated_at': '2024-05-01T12:04:59+02:00'")),
            task(
                3,
                annotation(31, choice("Good"), "'updated_at': 'yesterday'"),
                annotation(32, choice("Bad"), "")));

    assertThat(data.tasks())
        .extracting(task -> task.annotation().id())
        .containsExactly(11L, 21L, 32L);
  }

  @Test
  void anAnnotationThatTheConfigNoLongerKnowsGivesWayToOneThatItKnows() {
    Dataset data =
        dataset(
            task(
                1,
                annotation(11, choice("Good"), "'updated_at': '2024-01-01T00:00:00Z'"),
                annotation(12, choice("Gone"), "'updated_at': '2025-01-01T00:00:00Z'")),
            task(2, annotation(21, choice("Gone"), "'ground_truth': true")));

    assertThat(data.tasks()).extracting(task -> task.annotation().id()).containsExactly(11L);
  }

  @Test
  void aTaskThatComesTwiceCountsOnce() {
    Dataset data =
        dataset(
            task(1, annotation(1, choice("Good"), "")),
            task(2, annotation(2, choice("Bad"), "")),
            task(1, annotation(1, choice("Good"), "")));

    assertThat(ids(data)).containsExactly(1L, 2L);
    assertThat(data.annotations()).isEqualTo(2);
  }

  @Test
  void labelsAndControlsThatAreGoneAreLeftOut() {
    assertThat(filtered(choice("Good\",\"Gone"))).containsExactly("{\"choices\":[\"Good\"]}");
    assertThat(filtered(choice("Gone"))).isEmpty();
    assertThat(filtered(region("a", "removed", "choices", "{'choices': ['Good']}"))).isEmpty();
    assertThat(filtered(region("a", "kind", "taxonomy", "{'taxonomy': [['A','B'],['A','C']]}")))
        .containsExactly("{\"taxonomy\":[[\"A\",\"B\"]]}");
    assertThat(filtered(region("a", "stars", "rating", "{'rating': 4}"))).hasSize(1);
    assertThat(filtered("{'type': 'relation', 'from_id': 'a', 'to_id': 'b'}")).hasSize(1);
  }

  @Test
  void whatWasSaidAboutARegionGoesWithTheRegion() {
    String gone = region("a", "words", "labels", "{'start': 0, 'labels': ['Adverb']}");
    String kept = region("b", "words", "labels", "{'start': 5, 'labels': ['Noun']}");
    String aboutGone = region("a", "why", "textarea", "{'text': ['x']}");
    String aboutKept = region("b", "why", "textarea", "{'text': ['y']}");

    assertThat(filtered(String.join(",", aboutGone, gone, kept, aboutKept)))
        .containsExactly("{\"start\":5,\"labels\":[\"Noun\"]}", "{\"text\":[\"y\"]}");
  }

  @Test
  void theDigestTellsWhetherThereIsAnythingNewToLearn() {
    String one = task(1, annotation(1, choice("Good"), "'updated_at': '2024-01-01T00:00:00Z'"));
    String same = task(1, annotation(7, choice("Good"), "'updated_at': '2025-01-01T00:00:00Z'"));
    String other = task(1, annotation(1, choice("Bad"), ""));
    String digest = dataset(one).sha256();

    assertThat(dataset(same).sha256()).isEqualTo(digest);
    assertThat(dataset(other).sha256()).isNotEqualTo(digest);
    assertThat(dataset(one, task(2, annotation(2, choice("Good"), ""))).sha256())
        .isNotEqualTo(digest);
    assertThat(Dataset.of(data(CONFIG, one), "code 2").sha256()).isNotEqualTo(digest);
    assertThat(Dataset.of(data(CONFIG + " ", one), "code 1").sha256()).isNotEqualTo(digest);
  }

  private static List<String> filtered(String regions) {
    Dataset data = dataset(task(1, annotation(1, regions, "")));
    List<String> values = new ArrayList<>();
    for (AnnotatedTask task : data.tasks()) {
      for (Region region : task.annotation().result()) {
        values.add(Json.text(region.value()));
      }
    }
    return values;
  }

  private static Dataset dataset(String... tasks) {
    return Dataset.of(data(CONFIG, tasks), "code 1");
  }

  private static TrainingData data(String config, String... tasks) {
    List<Task> page = Arrays.stream(tasks).map(DatasetTest::task).toList();
    return new TrainingData(LabelConfig.parse(config), List.of(page).iterator());
  }

  private static Task task(String json) {
    return TaskCodec.task(JsonView.of(Json.read(json.replace('\'', '"'))));
  }

  private static String task(int id, String... annotations) {
    return "{'id': "
        + id
        + ", 'data': {'text': 'x'}, 'annotations': ["
        + String.join(",", annotations)
        + "]}";
  }

  private static String annotation(int id, String regions, String more) {
    return "{'id': "
        + id
        + ", 'result': ["
        + regions
        + "]"
        + (more.isEmpty() ? "" : ", ")
        + more
        + "}";
  }

  private static String choice(String label) {
    return region("r" + label.length(), "mood", "choices", "{'choices': [\"" + label + "\"]}");
  }

  private static String region(String id, String fromName, String type, String value) {
    return "{'id': '"
        + id
        + "', 'from_name': '"
        + fromName
        + "', 'to_name': 'text', 'type': '"
        + type
        + "', 'value': "
        + value
        + "}";
  }

  private static List<Long> ids(Dataset data) {
    return data.tasks().stream().map(task -> task.task().id()).toList();
  }
}
