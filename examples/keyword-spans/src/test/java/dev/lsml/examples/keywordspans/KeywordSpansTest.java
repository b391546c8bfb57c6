// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.keywordspans;

import static dev.lsml.testkit.PredictionAssert.assertThat;
import static dev.lsml.testkit.TestTasks.annotated;
import static dev.lsml.testkit.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.result.Predictions;
import dev.lsml.core.result.RegionBuilder;
import dev.lsml.core.result.Spans;
import dev.lsml.testkit.TestBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordSpansTest {
  private static final String CONFIG =
      """
      <View>
        <Labels name="entities" toName="text">
          <Label value="Person"/>
          <Label value="Place"/>
        </Labels>
        <Text name="text" value="$text"/>
        <TextArea name="prompt" toName="text" smart="true"/>
      </View>
      """;

  private final TestBackend backend = TestBackend.discover(CONFIG);

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void nothingIsLabelledBeforeAnybodyHas() {
    assertThat(backend.predict(task("text", "Anna lives in Paris"))).isEmpty();
  }

  @Test
  void whatPeopleLabelledIsFoundInOtherTexts() {
    Map<String, Object> metrics =
        backend.fit(List.of(labelled("[Person:Anna] lives in [Place:New York]")));

    Prediction prediction = backend.predict(task("text", "In New York, Anna’s cat met Anna."));

    assertThat(shown(prediction, "In New York, Anna’s cat met Anna."))
        .containsExactly("Place:New York", "Person:Anna", "Person:Anna");
    assertThat(prediction).hasScoreBetween(0.66, 0.67);
    assertThat(metrics).containsEntry("entities.phrases", 2L);
    assertThat(metrics).containsEntry("entities.labels", Map.of("Person", 1L, "Place", 1L));
  }

  @Test
  void theScoreIsHowOftenPeopleAgreed() {
    backend.fit(
        List.of(
            labelled("[Place:Paris] and [Place:Paris]"),
            labelled("[Place:Paris] or Paris in Texas"),
            labelled("[Person:Paris] Hilton")));

    Prediction prediction = backend.predict(task("text", "To Paris!"));

    assertThat(shown(prediction, "To Paris!")).containsExactly("Place:Paris");
    assertThat(prediction.score()).isCloseTo((3 + 1) / (5 + 2.0), within(1e-9));
  }

  @Test
  void aPhraseThatIsMoreOftenLeftAloneIsLeftAlone() {
    backend.fit(
        List.of(labelled("[Person:Will] will come if he will"), labelled("[Place:Paris] it is")));

    assertThat(backend.predict(task("text", "You will"))).isEmpty();
    assertThat(shown(backend.predict(task("text", "Will?")), "Will?"))
        .as("this spelling is judged by itself")
        .containsExactly("Person:Will");
  }

  @Test
  void theLongestPhraseWinsAndAnOccurrenceWithinItDoesNotSpeakAgainstTheShorter() {
    backend.fit(
        List.of(
            labelled("[Person:Paris Hilton] met [Person:Paris Hilton]"),
            labelled("[Place:Paris] is big")));

    String text = "Paris Hilton in Paris";
    assertThat(shown(backend.predict(task("text", text)), text))
        .containsExactly("Person:Paris Hilton", "Place:Paris");
  }

  @ParameterizedTest
  @CsvSource({
    "[Place:Rom] ist schön, in Rom und romantisch, Rom",
    "[Person:ΝΙΚΟΣ] έφυγε, ο Νίκος και ο νικος, νικος",
    "[Person:Анна] пришла, у АННА и Аннапурна, АННА",
    "[Place:東京] は広い, 私は東京都に住む, 東京",
    "[Place:서울] 좋아, 나는 서울에서 왔다, 서울",
    "[Place:กรุงเทพ] ใหญ่, ฉันอยู่กรุงเทพมานาน, กรุงเทพ",
    "[Place:दिल्ली] बड़ी है, मैं दिल्ली में हूँ, दिल्ली",
    "[Place:القاهرة] كبيرة, في القاهرة اليوم, القاهرة",
    "[Place:São Paulo] grande, em SÃO PAULO hoje, SÃO PAULO",
    "[Person:😀] smiles, what 😀 a 👍🏽 day, 😀",
  })
  void phrasesAreFoundInAnyLanguage(String taught, String text, String found) {
    backend.fit(List.of(labelled(taught)));

    List<String> shown = shown(backend.predict(task("text", text)), text);

    assertThat(shown).hasSize(1);
    assertThat(shown.get(0)).endsWith(":" + found);
  }

  @Test
  void offsetsCountCodePoints() {
    backend.fit(List.of(labelled("👩‍👩‍👧 and [Person:Anna 𝒜]")));

    Region region = backend.predict(task("text", "😀😀 Anna 𝒜!")).result().get(0);

    assertThat(region.value())
        .containsEntry("start", 3L)
        .containsEntry("end", 9L)
        .containsEntry("text", "Anna 𝒜");
  }

  @Test
  void anAccentMayBeStoredEitherWayAndSpaceMayBeAnySpace() {
    backend.fit(List.of(labelled("[Person:Ren\u00e9 Noir] came")));

    String text = "Rene\u0301\n Noir, Rene\u0301 No\u0308ir";
    assertThat(shown(backend.predict(task("text", text)), text))
        .containsExactly("Person:Rene\u0301\n Noir");
  }

  @Test
  void aSelectedPieceIsFoundEverywhereUnderItsLabel() {
    String text = "Bob met bob, not Bobby; Bob left.";
    Region drawn = Spans.text(entities(), text, 0, 3, "Person").region();

    Prediction prediction = backend.predictInteractive(task("text", text), drawn);

    assertThat(shown(prediction, text)).containsExactly("Person:Bob", "Person:bob", "Person:Bob");
  }

  @Test
  void aSelectedPieceOutweighsWhatWasLearned() {
    backend.fit(List.of(labelled("[Place:Paris] and [Place:Paris]")));
    Region drawn = Spans.text(entities(), "Paris", 0, 5, "Person").region();

    Prediction prediction = backend.predictInteractive(task("text", "Paris"), drawn);

    assertThat(prediction).labels("entities").containsExactly("Person");
    assertThat(prediction.score()).as("one of three").isEqualTo((1 + 1) / (3 + 2.0));
  }

  @Test
  void aWrittenPromptNamesPhrasesAndMaybeTheirLabels() {
    backend.fit(List.of(labelled("[Place:Paris] calls")));
    String text = "Anna, Paris and Oslo";
    Region prompt =
        Predictions.textArea(backend.labelConfig().control("prompt"), "anna, oslo = Place\nparis")
            .region();

    assertThat(shown(backend.predictInteractive(task("text", text), prompt), text))
        .containsExactly("Person:Anna", "Place:Paris", "Place:Oslo");
  }

  @Test
  void aPromptThatSaysNothingFindsNothing() {
    assertThat(backend.predictInteractive(task("text", "Anna"))).isEmpty();
  }

  @Test
  void whatWasLearnedSurvivesARestartAndALabelThatIsGoneIsNotUsed() {
    backend.fit(List.of(labelled("[Person:Anna] in [Place:Paris]")));
    backend.setup(CONFIG.replace("<Label value=\"Place\"/>", ""), null);

    assertThat(backend.predict(task("text", "Anna, Paris")))
        .labels("entities")
        .containsExactly("Person");
  }

  @Test
  void aTrainingWithoutASpanSaysWhatToDo() {
    Prediction other =
        Predictions.textArea(backend.labelConfig().control("prompt"), "Anna").prediction();

    assertThatThrownBy(() -> backend.fit(List.of(annotated(task("text", "Anna"), other))))
        .hasMessageContaining("none of the 1 annotated tasks has a labelled piece of text");
  }

  private ControlTag entities() {
    return backend.labelConfig().control("entities");
  }

  /** A text in which pieces such as {@code [Person:Anna]} are labelled. */
  private AnnotatedTask labelled(String marked) {
    StringBuilder text = new StringBuilder();
    List<int[]> places = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    int at = 0;
    for (int open; (open = marked.indexOf('[', at)) >= 0; ) {
      int close = marked.indexOf(']', open);
      int colon = marked.indexOf(':', open);
      text.append(marked, at, open);
      places.add(new int[] {text.length(), text.length() + close - colon - 1});
      labels.add(marked.substring(open + 1, colon));
      text.append(marked, colon + 1, close);
      at = close + 1;
    }
    text.append(marked.substring(at));
    List<RegionBuilder> spans = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      int[] place = places.get(i);
      spans.add(Spans.text(entities(), text.toString(), place[0], place[1], labels.get(i)));
    }
    return annotated(task("text", text.toString()), Predictions.of(spans).prediction());
  }

  /** What the prediction labels, as {@code Person:Anna}, cut out of the text by its offsets. */
  private static List<String> shown(Prediction prediction, String text) {
    List<String> shown = new ArrayList<>();
    int[] codePoints = text.codePoints().toArray();
    for (Region region : prediction.result()) {
      int start = ((Number) region.value().get("start")).intValue();
      int end = ((Number) region.value().get("end")).intValue();
      shown.add(
          ((List<?>) region.value().get("labels")).get(0)
              + ":"
              + new String(codePoints, start, end - start));
    }
    return shown;
  }
}
