// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import static dev.lsml.testkit.PredictionAssert.assertThat;
import static dev.lsml.testkit.TestTasks.annotated;
import static dev.lsml.testkit.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Predictions;
import dev.lsml.examples.fewshottext.Tickets.Ticket;
import dev.lsml.testkit.TestBackend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FewShotTextTest {
  private static final String CONFIG =
      """
      <View>
        <Text name="text" value="$text"/>
        <Choices name="topic" toName="text">
          <Choice value="Billing"/>
          <Choice value="Technical"/>
          <Choice value="Shipping"/>
        </Choices>
      </View>
      """;

  private final TestBackend backend = TestBackend.discover(CONFIG);

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void beforeAnyTrainingTheLabelWhoseNameIsClosestInMeaningIsChosen() throws IOException {
    List<Ticket> tickets = Tickets.all();

    assertThat(accuracy(tickets)).as("chance would get a third").isGreaterThan(0.6);
    assertThat(backend.predict(task("text", "Where is my parcel?")).score()).isEqualTo(1.0 / 4);
  }

  @Test
  void fourLabelsATopicTeachMostAndEightNearlyAll() throws IOException {
    List<Ticket> tickets = Tickets.all();
    List<Ticket> asked = tickets.subList(Tickets.LEARNED, tickets.size());
    List<Ticket> four = new ArrayList<>();
    for (int topic = 0; topic < 3; topic++) {
      four.addAll(tickets.subList(topic * 8, topic * 8 + 4));
    }

    backend.fit(answered(four));
    assertThat(accuracy(asked)).isGreaterThan(0.75);

    Map<String, Object> metrics = backend.fit(answered(tickets.subList(0, Tickets.LEARNED)));
    assertThat(accuracy(asked)).isGreaterThan(0.85);
    assertThat(metrics)
        .containsEntry("topic.examples", 24L)
        .containsEntry("topic.left_out", 0L)
        .containsEntry("topic.checked", 24L)
        .containsEntry("topic.labels", Map.of("Billing", 8L, "Technical", 8L, "Shipping", 8L));
    assertThat((Double) metrics.get("topic.accuracy")).isBetween(0.75, 1.0);
    assertThat((Double) metrics.get("topic.accuracy_of_always_the_same"))
        .isCloseTo(1.0 / 3, within(1e-9));
  }

  @Test
  void theSameAnnotationsInAnyOrderGiveTheSamePredictionsInWhateverBatch() throws IOException {
    List<Ticket> tickets = Tickets.all();
    List<AnnotatedTask> learned = new ArrayList<>(answered(tickets.subList(0, Tickets.LEARNED)));
    backend.fit(learned);
    List<Prediction> before = backend.predict(tasks(tickets));
    Collections.shuffle(learned, new Random(7));
    backend.fit(learned);

    for (int i = 0; i < tickets.size(); i++) {
      Prediction alone = backend.predict(task("text", tickets.get(i).text()));
      assertThat(alone.score()).isEqualTo(before.get(i).score());
      assertThat(topic(alone)).isEqualTo(topic(before.get(i)));
    }
  }

  @Test
  void oneExampleIsEnoughToTrainAndTheMetricsSayThatItIsFew() {
    Map<String, Object> metrics = backend.fit(List.of(answered("It broke", "Technical")));

    Prediction prediction = backend.predict(task("text", "whatever"));
    assertThat(prediction).labels("topic").containsExactly("Technical");
    assertThat(metrics)
        .containsEntry("topic.accuracy", "too few examples: 10 are needed, there are 1")
        .doesNotContainKey("topic.checked");
  }

  @Test
  void aMultipleChoiceGetsEveryLikelyLabel() {
    backend.setup(CONFIG.replace("toName=\"text\"", "toName=\"text\" choice=\"multiple\""), null);
    List<AnnotatedTask> learned = new ArrayList<>();
    for (String text : List.of("My parcel is late", "It has not arrived", "Where is my package?")) {
      learned.add(answered(text, "Shipping"));
    }
    for (String text : List.of("I want a refund", "I was charged twice", "My invoice is wrong")) {
      learned.add(answered(text, "Billing"));
    }
    for (String text :
        List.of(
            "My parcel never came, I want a refund",
            "It has not arrived, yet I was charged twice",
            "Where is my package? And my invoice is wrong")) {
      learned.add(answered(text, "Billing", "Shipping"));
    }
    backend.fit(learned);

    Prediction both =
        backend.predict(task("text", "The delivery was lost; please give me my money back"));
    assertThat(both).labels("topic").containsExactly("Billing", "Shipping");
    assertThat(both).hasScoreBetween(0.5, 1.0);
    assertThat(backend.predict(task("text", "The package is delayed")))
        .labels("topic")
        .containsExactly("Shipping");
  }

  @Test
  void aLabelRemovedFromTheConfigIsNeverPredictedAndANewOneIsPossible() throws IOException {
    List<Ticket> tickets = Tickets.all();
    backend.fit(answered(tickets.subList(0, Tickets.LEARNED)));
    backend.setup(CONFIG.replace("Billing", "Other"), null);

    for (Prediction prediction : backend.predict(tasks(tickets))) {
      assertThat(prediction).labels("topic").isSubsetOf("Technical", "Shipping", "Other");
    }
  }

  @Test
  void aTaskWithoutTextGetsAnEmptyPrediction() {
    assertThat(backend.predict(task("text", " \n"))).isEmpty();
    assertThat(backend.predict(task("other", "x"))).isEmpty();
  }

  @Test
  void aTrainingWithoutATextSaysWhatToDo() {
    assertThatThrownBy(() -> backend.fit(List.of(answered("", "Billing"))))
        .hasMessageContaining(
            "Cannot train: none of the 1 annotated tasks has a text and a choice. Label some tasks,"
                + " and check that <Text name=\"text\" value=\"$text\"> names a key of their data.");
  }

  @Test
  void aConfigWithoutChoicesOnATextGivesEmptyPredictionsAndTheTrainingSaysWhy() {
    backend.setup(
        "<View><Text name='text' value='$text'/><TextArea name='note' toName='text'/></View>",
        null);
    Prediction note = Predictions.textArea(backend.labelConfig().control("note"), "x").prediction();

    assertThat(backend.predict(task("text", "x"))).isEmpty();
    assertThatThrownBy(() -> backend.fit(List.of(annotated(task("text", "x"), note))))
        .hasMessageContaining(
            "Cannot train: the label config has no Choices with labels on a Text. Its controls are"
                + " [<TextArea name=\"note\" toName=\"text\">]. Add, for instance, <Text");
  }

  private double accuracy(List<Ticket> tickets) {
    List<Prediction> predictions = backend.predict(tasks(tickets));
    int right = 0;
    for (int i = 0; i < tickets.size(); i++) {
      right += topic(predictions.get(i)).equals(tickets.get(i).topic()) ? 1 : 0;
    }
    return (double) right / tickets.size();
  }

  private static String topic(Prediction prediction) {
    return ((List<?>) prediction.result().get(0).value().get("choices")).get(0).toString();
  }

  private static List<Task> tasks(List<Ticket> tickets) {
    return tickets.stream().map(ticket -> task("text", ticket.text())).toList();
  }

  private List<AnnotatedTask> answered(List<Ticket> tickets) {
    return tickets.stream().map(ticket -> answered(ticket.text(), ticket.topic())).toList();
  }

  private AnnotatedTask answered(String text, String... topics) {
    return annotated(
        task("text", text),
        Predictions.choices(backend.labelConfig().control("topic"), topics).prediction());
  }
}
