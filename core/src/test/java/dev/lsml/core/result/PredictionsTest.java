// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import static dev.lsml.core.result.BuilderFixture.assertJson;
import static dev.lsml.core.result.BuilderFixture.control;
import static dev.lsml.core.result.BuilderFixture.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictionsTest {

  @Test
  void aChoiceIsOneLine() {
    assertJson(
        Predictions.choices(control("sentiment"), "neg"),
        item("sentiment", "text", "choices", "{'choices': ['neg']}".replace('\'', '"')));
  }

  @Test
  void theScoreOfARegionIsThePredictionsToo() {
    Prediction prediction =
        Predictions.choices(control("sentiment"), "Positive").score(0.93).prediction();

    assertThat(prediction.score()).isEqualTo(0.93);
    assertThat(prediction.modelVersion()).isNull();
    assertThat(prediction.result()).hasSize(1);
    assertThat(prediction.result().get(0).json()).containsEntry("score", 0.93);
    assertThat(prediction.result().get(0).id()).matches("[A-Za-z0-9_-]{10}");
  }

  @Test
  void severalChoicesNeedAMultipleControl() {
    assertJson(
        Predictions.choices(control("topics"), "Car", "Dog"),
        item("topics", "text", "choices", "{\"choices\": [\"Car\", \"Dog\"]}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predictions.choices(control("sentiment"), "Positive", "neg"))
        .withMessage(
            "Control 'sentiment' takes one choice, but got 2."
                + " Add choice=\"multiple\" to its tag to allow several.");
  }

  @Test
  void nestedChoicesAreGivenByTheirPaths() {
    assertJson(
        Predictions.choicePaths(control("topics"), List.of(List.of("Animal", "Dog"))),
        item("topics", "text", "choices", "{\"choices\": [[\"Animal\", \"Dog\"]]}"));
  }

  @Test
  void aTaxonomyIsGivenByPaths() {
    assertJson(
        Predictions.taxonomy(control("taxonomy"), "Animal", "Dog"),
        item("taxonomy", "text", "taxonomy", "{\"taxonomy\": [[\"Animal\", \"Dog\"]]}"));
    assertJson(
        Predictions.taxonomy(control("taxonomy"), List.of(List.of("Animal", "Dog"), List.of("X"))),
        item("taxonomy", "text", "taxonomy", "{\"taxonomy\": [[\"Animal\", \"Dog\"], [\"X\"]]}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predictions.taxonomy(control("taxonomy"), "Dog"))
        .withMessage(
            "Control 'taxonomy' has no path [Dog] from the top. Its paths are [Animal],"
                + " [Animal, Dog], [X]. Use one of them or add the label to the label config.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predictions.taxonomy(control("taxonomy")))
        .withMessage("Control 'taxonomy' needs a path of at least one label");
  }

  @Test
  void aTextIsAlwaysAList() {
    assertJson(
        Predictions.textArea(control("note"), "one"),
        item("note", "text", "textarea", "{\"text\": [\"one\"]}"));
  }

  @Test
  void aRatingKeepsToTheTagsMaximum() {
    assertJson(
        Predictions.rating(control("stars"), 7),
        item("stars", "text", "rating", "{\"rating\": 7}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predictions.rating(control("rate"), 6))
        .withMessage(
            "Control 'rate' takes a rating from 0 to 5, but it is 6."
                + " Set maxRating on its tag for more.");
    assertThatIllegalArgumentException().isThrownBy(() -> Predictions.rating(control("rate"), -1));
  }

  @Test
  void aNumberIsFinite() {
    assertJson(
        Predictions.number(control("number"), 3.5),
        item("number", "text", "number", "{\"number\": 3.5}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predictions.number(control("number"), Double.NaN))
        .withMessage("the number must be a finite number, but is NaN");
  }

  @Test
  void aDateIsAString() {
    assertJson(
        Predictions.dateTime(control("date"), "2024-05-01"),
        item("date", "text", "datetime", "{\"datetime\": \"2024-05-01\"}"));
  }

  @Test
  void pairwiseNamesItselfOnBothSidesUnlessToldOtherwise() {
    assertJson(
        Predictions.pairwise(control("pair"), Side.LEFT),
        item("pair", "pair", "pairwise", "{\"selected\": \"left\"}"));
    assertJson(
        Predictions.pairwise(control("pair"), Side.RIGHT).toName("other"),
        item("pair", "other", "pairwise", "{\"selected\": \"right\"}"));
  }

  @Test
  void aRankerWithoutBucketsRanksUnderItsOwnName() {
    assertJson(
        Predictions.rank(control("order"), List.of("b", "a")),
        item("order", "list", "ranker", "{\"ranker\": {\"order\": [\"b\", \"a\"]}}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predictions.rank(control("sort"), List.of("a")))
        .withMessage("Control 'sort' sorts into the buckets best, rest. Use Predictions.buckets.");
  }

  @Test
  void aRankerWithBucketsSortsIntoThem() {
    assertJson(
        Predictions.buckets(control("sort"), Map.of("best", List.of("b"))),
        item("sort", "list", "ranker", "{\"ranker\": {\"best\": [\"b\"]}}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predictions.buckets(control("sort"), Map.of("worst", List.of("b"))))
        .withMessage("Control 'sort' has no bucket 'worst'. Its buckets are best, rest.");
  }

  @Test
  void chatAndReactCodeNameThemselvesOnBothSides() {
    assertJson(
        Predictions.chatMessage(control("chat"), "assistant", "Hello", 1714557600000L),
        item(
            "chat",
            "chat",
            "chatmessage",
            """
            {"chatmessage": {"role": "assistant", "content": "Hello", "createdAt": 1714557600000}}
            """));
    assertJson(
        Predictions.reactCode(control("code"), Map.of("field", 1L)),
        item("code", "code", "reactcode", "{\"reactcode\": {\"field\": 1}}"));
  }

  @Test
  void anUnknownLabelIsRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predictions.choices(control("sentiment"), "Negative"))
        .withMessage(
            "Control 'sentiment' has no label 'Negative'. Its labels are Positive, neg."
                + " Use one of them or add the label to the label config.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predictions.choices(control("sentiment")))
        .withMessage("Control 'sentiment' needs at least one label. Its labels are Positive, neg.");
  }

  @Test
  void labelsThatComeFromTheTaskAreNotChecked() {
    assertJson(
        Predictions.choices(control("dynamic"), "anything"),
        item("dynamic", "text", "choices", "{\"choices\": [\"anything\"]}"));
  }

  @Test
  void aControlOfAnotherTypeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predictions.choices(control("box"), "Car"))
        .withMessage(
            "Control 'box' does not take this value: it is a <RectangleLabels>, and the value is"
                + " for choices (tag names in lower case). Use another builder or another"
                + " control.");
  }

  @Test
  void anotherObjectOfTheControlCanBeNamed() {
    assertThat(Predictions.choices(control("topics"), "Car").toName("other").region().toName())
        .isEqualTo("other");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predictions.choices(control("topics"), "Car").toName("image"))
        .withMessage("Control 'topics' does not label 'image'. Its toName lists text, other.");
  }

  @Test
  void scoresBeyondZeroToOneAreRefused() {
    for (double bad : new double[] {-0.1, 1.2, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Predictions.choices(control("dynamic"), "a").score(bad))
          .withMessage("a score must be from 0 to 1, but is " + bad);
      assertThatIllegalArgumentException().isThrownBy(() -> Predictions.of().score(bad));
    }
  }

  @Test
  void idsComeFromTheGivenSource() {
    RegionIds ids = RegionIds.seeded(5);
    String first = RegionIds.seeded(5).next();
    RegionBuilder region = Predictions.choices(control("dynamic"), "a").ids(ids);

    assertThat(region.id()).isEqualTo(first);
    assertThat(region.region().id()).isEqualTo(first);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> region.id("no spaces"))
        .withMessageContaining("but is 'no spaces'");
  }

  @Test
  void severalRegionsMakeOnePredictionWithTheMeanScore() {
    RegionBuilder one = Spans.text(control("entities"), "Ann at ACME", 0, 3, "PER").score(0.5);
    RegionBuilder two = Spans.text(control("entities"), "Ann at ACME", 7, 11, "ORG").score(1);
    RegionBuilder three = Predictions.choices(control("sentiment"), "Positive");

    assertThat(Predictions.of(one, two, three).prediction().score()).isEqualTo(0.75);
    assertThat(Predictions.of(three).prediction().score()).isNull();
    assertThat(Predictions.of(one, two).score(0.1).prediction().score()).isEqualTo(0.1);
    assertThat(Predictions.of().prediction().result()).isEmpty();
  }

  @Test
  void relationsReferToTheRegionsIds() {
    RegionBuilder ann = Spans.text(control("entities"), "Ann at ACME", 0, 3, "PER");
    RegionBuilder acme = Spans.text(control("entities"), "Ann at ACME", 7, 11, "ORG");
    Prediction prediction =
        Predictions.of(ann, acme)
            .relation(ann, acme, "works_for")
            .relation(acme, ann, Direction.BOTH)
            .prediction();

    assertThat(prediction.result().get(2).json())
        .isEqualTo(
            Map.of(
                "type", "relation",
                "from_id", ann.id(),
                "to_id", acme.id(),
                "direction", "right",
                "labels", List.of("works_for")));
    assertThat(prediction.result().get(3).json())
        .containsEntry("direction", "bi")
        .doesNotContainKey("labels");
    assertThat(ResultValidator.check(BuilderFixture.CONFIG, prediction).problems()).isEmpty();
  }

  @Test
  void rawJsonIsStillPossible() {
    Region raw = new Region(Map.of("anything", true));

    assertThat(Predictions.of().add(raw).prediction().result()).containsExactly(raw);
  }

  @Test
  void theCommonFieldsStandBesideTheValue() {
    RegionBuilder parent = Predictions.choices(control("dynamic"), "a").id("parent-1");

    assertThat(
            Predictions.choices(control("dynamic"), "b")
                .parent(parent)
                .note("look here")
                .readOnly()
                .page(2)
                .audioLength(9.5)
                .field("hidden", true)
                .region()
                .json())
        .containsEntry("parentID", "parent-1")
        .containsEntry("meta", Map.of("text", List.of("look here")))
        .containsEntry("readonly", true)
        .containsEntry("item_index", 2L)
        .containsEntry("original_length", 9.5)
        .containsEntry("hidden", true);
  }
}
