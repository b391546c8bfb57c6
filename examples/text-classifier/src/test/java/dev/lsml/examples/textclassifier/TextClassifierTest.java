// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextClassifierTest {
  private static final String REVIEWS =
      """
      <View>
        <Text name="review" value="$text"/>
        <Choices name="sentiment" toName="review">
          <Choice value="Positive"/><Choice value="Negative"/>
        </Choices>
      </View>
      """;

  @TempDir Path folder;

  @Test
  void beforeAnyTrainingTheFirstLabelIsChosenWithALowScore() throws IOException {
    Prediction prediction = new Run(folder, REVIEWS).predict(Map.of("text", "The soup was great."));
    assertThat(prediction.score()).isEqualTo(1.0 / 3);
    assertThat(prediction.modelVersion()).isNull();
    Region region = prediction.result().get(0);
    assertThat(region.fromName()).isEqualTo("sentiment");
    assertThat(region.toName()).isEqualTo("review");
    assertThat(region.type()).isEqualTo("choices");
    assertThat(region.value()).isEqualTo(Map.of("choices", List.of("Positive")));
    assertThat(region.json()).containsEntry("score", 1.0 / 3);
  }

  @Test
  void afterTrainingOnReviewsOthersAreToldApart() throws IOException {
    Run run = new Run(folder, REVIEWS);
    List<Reviews.Review> reviews = Reviews.generate(260, 42);
    List<Reviews.Review> others = reviews.subList(60, 260);
    assertThat(accuracy(run, others)).isBetween(0.4, 0.6);
    Map<String, Object> trainOutput = run.fit(annotated(reviews.subList(0, 60)));
    assertThat(trainOutput).isEqualTo(Map.of("sentiment.examples", 60));
    assertThat(accuracy(run, others)).isGreaterThan(0.7);
    assertThat(run.metrics)
        .containsKeys("sentiment.accuracy", "sentiment.accuracy_of_always_the_same")
        .containsEntry("sentiment.held_out", 12)
        .containsEntry("sentiment.examples", 60)
        .containsEntry("sentiment.left_out", 0);
    assertThat((Double) run.metrics.get("sentiment.accuracy")).isBetween(0.5, 1.0);
  }

  @Test
  void countsOfEveryLabelOfTheConfigAreReported() throws IOException {
    Run run = new Run(folder, REVIEWS);
    run.fit(
        List.of(
            annotated("good", "Positive"),
            annotated("fine", "Positive"),
            annotated("", "Positive")));
    assertThat(run.metrics)
        .containsEntry("sentiment.labels", Map.of("Positive", 2, "Negative", 0))
        .containsEntry("sentiment.examples", 2)
        .containsEntry("sentiment.left_out", 1)
        .containsEntry("sentiment.accuracy", "too few examples: 50 are needed, there are 2")
        .doesNotContainKey("sentiment.held_out");
  }

  @Test
  void oneExampleOfOneLabelIsEnoughToTrain() throws IOException {
    Run run = new Run(folder, REVIEWS);
    run.fit(List.of(annotated("good", "Negative")));
    Prediction prediction = run.predict(Map.of("text", "whatever"));
    assertThat(choices(prediction)).containsExactly("Negative");
    assertThat(prediction.score()).isCloseTo(2.0 / 3, within(1e-6));
  }

  @Test
  void theSameAnnotationsInAnyOrderGiveTheSameFile() throws IOException {
    Run run = new Run(folder, REVIEWS);
    List<AnnotatedTask> tasks = new ArrayList<>(annotated(Reviews.generate(60, 1)));
    run.fit(tasks);
    Path first = run.weights();
    Map<String, Object> metrics = run.metrics;
    Collections.shuffle(tasks, new Random(5));
    run.fit(tasks);
    assertThat(run.weights()).isNotEqualTo(first).hasSameBinaryContentAs(first);
    assertThat(run.metrics).isEqualTo(metrics);
  }

  @Test
  void aLabelRemovedFromTheConfigIsNeitherLearnedNorPredicted() throws IOException {
    Run run = new Run(folder, REVIEWS);
    run.fit(annotated(Reviews.generate(40, 1)));
    run.config(REVIEWS.replace("<Choice value=\"Negative\"/>", "<Choice value=\"Mixed\"/>"));
    for (Reviews.Review review : Reviews.generate(40, 2)) {
      Prediction prediction = run.predict(Map.of("text", review.text()));
      assertThat(choices(prediction)).isSubsetOf("Positive", "Mixed").hasSize(1);
    }
    run.fit(annotated(Reviews.generate(40, 1)));
    assertThat(run.metrics)
        .containsEntry("sentiment.labels", Map.of("Positive", 20, "Mixed", 0))
        .containsEntry("sentiment.left_out", 20);
  }

  @Test
  void aliasesAreWhatIsPredictedAndLearned() throws IOException {
    Run run =
        new Run(
            folder,
            """
            <View><Text name="t" value="$text"/><Choices name="c" toName="t">
            <Choice value="Good" alias="g"/><Choice value="Bad" alias="b"/></Choices></View>
            """);
    assertThat(choices(run.predict(Map.of("text", "a bad day")))).containsExactly("b");
    run.fit(
        List.of(
            Run.annotated(Map.of("text", "rain"), Map.of("c", List.of("b"))),
            Run.annotated(Map.of("text", "sun"), Map.of("c", List.of("g")))));
    assertThat(choices(run.predict(Map.of("text", "rain")))).containsExactly("b");
    assertThat(choices(run.predict(Map.of("text", "sun")))).containsExactly("g");
  }

  @Test
  void aMultipleChoiceGetsEveryLikelyLabel() throws IOException {
    Run run =
        new Run(
            folder,
            """
            <View><Text name="t" value="$text"/><Choices name="c" toName="t" choice="multiple">
            <Choice value="Food"/><Choice value="Staff"/><Choice value="Price"/></Choices></View>
            """);
    List<AnnotatedTask> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(multiple("tasty soup " + i, "Food"));
      tasks.add(multiple("rude waiter " + i, "Staff"));
      tasks.add(multiple("rude waiter, tasty soup " + i, "Food", "Staff"));
      tasks.add(multiple("a big bill " + i, "Price"));
    }
    run.fit(tasks);
    assertThat(choices(run.predict(Map.of("text", "tasty soup")))).containsExactly("Food");
    Prediction both = run.predict(Map.of("text", "the waiter was rude, the soup tasty"));
    assertThat(choices(both)).containsExactly("Food", "Staff");
    assertThat(both.score()).isBetween(0.5, 1.0);
  }

  @Test
  void everyChoicesOnATextIsAnsweredAndTheScoreIsThatOfTheLeastCertain() throws IOException {
    Run run =
        new Run(
            folder,
            """
            <View>
              <Text name="title" value="$title"/><Text name="body" value="$doc.body"/>
              <Image name="image" value="$image"/>
              <Choices name="topic" toName="title"><Choice value="A"/><Choice value="B"/></Choices>
              <Choices name="tone" toName="body"><Choice value="X"/><Choice value="Y"/><Choice value="Z"/></Choices>
              <Choices name="picture" toName="image"><Choice value="P"/></Choices>
              <Choices name="part" toName="body" perRegion="true"><Choice value="Q"/></Choices>
              <Choices name="given" toName="body" value="$options"/>
              <TextArea name="notes" toName="body"/>
            </View>
            """);
    Map<String, Object> data = Map.of("title", "one", "doc", Map.of("body", "two"));
    Prediction before = run.predict(data);
    assertThat(before.result()).extracting(Region::fromName).containsExactly("topic", "tone");
    assertThat(before.result()).extracting(Region::toName).containsExactly("title", "body");
    assertThat(before.score()).isEqualTo(1.0 / 4);

    run.fit(List.of(Run.annotated(data, Map.of("topic", List.of("B"), "picture", List.of("P")))));
    Prediction after = run.predict(data);
    assertThat(after.result().get(0).value()).isEqualTo(Map.of("choices", List.of("B")));
    assertThat(after.score()).as("nothing was learned about the tone").isEqualTo(1.0 / 4);
    assertThat(run.metrics).containsEntry("topic.examples", 1).containsEntry("tone.examples", 0);
  }

  @Test
  void nestedChoicesAreAnsweredWithTheirPath() throws IOException {
    Run run =
        new Run(
            folder,
            """
            <View><Text name="t" value="$text"/><Choices name="c" toName="t" allowNested="true">
            <Choice value="Animal"><Choice value="Dog"/></Choice><Choice value="Plant"/></Choices></View>
            """);
    assertThat(choices(run.predict(Map.of("text", "my dog"))))
        .containsExactly(List.of("Animal", "Dog"));
    run.fit(
        List.of(
            Run.annotated(Map.of("text", "woof"), Map.of("c", List.of(List.of("Animal", "Dog")))),
            Run.annotated(Map.of("text", "leaf"), Map.of("c", List.of("Plant")))));
    assertThat(choices(run.predict(Map.of("text", "woof"))))
        .containsExactly(List.of("Animal", "Dog"));
    assertThat(choices(run.predict(Map.of("text", "leaf")))).containsExactly("Plant");
  }

  @Test
  void aTaskWithoutTextGetsAnEmptyPredictionAmongTheOthers() throws IOException {
    List<Prediction> predictions =
        new Run(folder, REVIEWS)
            .predict(
                List.of(
                    Task.of(Map.of("text", " \n")),
                    Task.of(Map.of("other", "x")),
                    Task.of(Map.of("text", List.of("not", "a", "text"))),
                    Task.of(Map.of("text", 42)),
                    Task.of(Map.of("$undefined$", "imported before the config"))));
    assertThat(predictions.subList(0, 3)).containsOnly(Prediction.empty());
    assertThat(predictions.subList(3, 5)).allMatch(prediction -> choices(prediction).size() == 1);
  }

  @Test
  void aTextBehindAnAddressIsFetchedAndOneThatCannotBeIsLeftOut() throws IOException {
    Run run =
        new Run(folder, REVIEWS.replace("value=\"$text\"", "value=\"$url\" valueType=\"url\""));
    run.fit(
        List.of(
            annotatedUrl("data:text/plain,sunny", "Positive"),
            annotatedUrl("data:text/plain;base64,cmFpbnk=", "Negative"),
            annotatedUrl("file:/etc/hostname", "Negative")));
    assertThat(run.metrics)
        .containsEntry("sentiment.examples", 2)
        .containsEntry("sentiment.left_out", 1);
    List<Prediction> predictions =
        run.predict(
            List.of(
                Task.of(Map.of("url", "data:text/plain,rainy")),
                Task.of(Map.of("url", "file:/etc/hostname"))));
    assertThat(choices(predictions.get(0))).containsExactly("Negative");
    assertThat(predictions.get(1)).isEqualTo(Prediction.empty());
  }

  @Test
  void withoutChoicesOnATextEveryPredictionIsEmptyAndTrainingSaysWhy() throws IOException {
    for (String xml : List.of("", "<View/>", "<View><Text name=\"t\" value=\"$t\"/></View>")) {
      Run run = new Run(folder, xml);
      assertThat(run.predict(Map.of("t", "text"))).isEqualTo(Prediction.empty());
      assertThatThrownBy(() -> run.fit(List.of(annotated("good", "Positive"))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(
              "Cannot train: the label config has no Choices with labels on a Text. It has no"
                  + " controls at all. Add, for instance, <Text");
    }
    Run run = new Run(folder, REVIEWS.replace("Choices", "Labels"));
    assertThatThrownBy(() -> run.fit(List.of(annotated("good", "Positive"))))
        .hasMessageContaining("Its controls are [<Labels name=\"sentiment\" toName=\"review\">].");
  }

  @Test
  void withoutChoicesOnATextTheReasonIsLogged() throws IOException {
    List<String> logged = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(entry.getLevel() + " " + entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(TextClassifier.class.getName());
    logger.addHandler(handler);
    try {
      new Run(folder, REVIEWS).model();
      assertThat(logged).isEmpty();
      new Run(folder, REVIEWS.replace("Choices", "Rating")).model();
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0))
        .startsWith(
            "WARNING Every prediction will be empty: the label config has no Choices with labels"
                + " on a Text. Its controls are [<Rating name=\"sentiment\" toName=\"review\">].");
  }

  @Test
  void trainingWithoutAnyUsableAnnotationSaysWhy() {
    Run run = new Run(folder, REVIEWS);
    assertThatThrownBy(() -> run.fit(List.of(annotated("", "Positive"), annotated("x", "Removed"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot train: none of the 2 annotated tasks has a text and a choice for <Choices"
                + " name=\"sentiment\" toName=\"review\">. Label some tasks, and check that"
                + " <Text name=\"review\" value=\"$text\"> names a key of their data.");
  }

  @Test
  void damagedFilesAreReportedWithTheRemedy() throws IOException {
    Run run = new Run(folder, REVIEWS);
    run.fit(List.of(annotated("good", "Positive")));
    Files.write(run.weights(), new byte[] {1, 2, 3});
    assertThatThrownBy(run::model)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "text-classifier.weights cannot be read: it does not begin with LSMLTEXT. It was"
                + " damaged or is of another kind; train again, or roll back to an older version.");
  }

  @Test
  void oneInstanceAnswersManyThreadsAlike() throws Exception {
    Run run = new Run(folder, REVIEWS);
    run.fit(annotated(Reviews.generate(60, 1)));
    TextClassifier model = run.model();
    List<Task> tasks =
        Reviews.generate(50, 2).stream().map(r -> Task.of(Map.of("text", r.text()))).toList();
    List<String> expected = answers(model.predict(tasks, null));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<String>>> runs = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        runs.add(threads.submit(() -> answers(model.predict(tasks, null))));
      }
      for (Future<List<String>> result : runs) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> answers(List<Prediction> predictions) {
    return predictions.stream().map(p -> choices(p) + " " + p.score()).toList();
  }

  private static double accuracy(Run run, List<Reviews.Review> reviews) throws IOException {
    List<Task> tasks = reviews.stream().map(r -> Task.of(Map.of("text", r.text()))).toList();
    List<Prediction> predictions = run.predict(tasks);
    int right = 0;
    for (int i = 0; i < reviews.size(); i++) {
      right += choices(predictions.get(i)).contains(reviews.get(i).sentiment()) ? 1 : 0;
    }
    return (double) right / reviews.size();
  }

  private static List<AnnotatedTask> annotated(List<Reviews.Review> reviews) {
    return reviews.stream().map(r -> annotated(r.text(), r.sentiment())).toList();
  }

  private static AnnotatedTask annotated(String text, String label) {
    return Run.annotated(Map.of("text", text), Map.of("sentiment", List.of(label)));
  }

  private static AnnotatedTask annotatedUrl(String url, String label) {
    return Run.annotated(Map.of("url", url), Map.of("sentiment", List.of(label)));
  }

  private static AnnotatedTask multiple(String text, String... labels) {
    return Run.annotated(Map.of("text", text), Map.of("c", List.of(labels)));
  }

  @SuppressWarnings("unchecked")
  private static List<Object> choices(Prediction prediction) {
    return (List<Object>) prediction.result().get(0).value().get("choices");
  }
}
