// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.TaskCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultValidatorTest {
  private static final String GOOD =
      """
      {"id": "ok", "from_name": "sentiment", "to_name": "text", "type": "choices",
       "value": {"choices": ["Positive"]}}
      """;

  @Test
  void aGoodPredictionComesBackAsItIs() {
    Prediction good = Prediction.of(regions(GOOD), 0.5);

    CheckedPrediction checked = ResultValidator.check(BuilderFixture.CONFIG, good);

    assertThat(checked.problems()).isEmpty();
    assertThat(checked.prediction()).isSameAs(good);
  }

  @Test
  void everyRequiredFieldIsNamed() {
    assertDropped("{}", 0, ResultRule.FIELDS, "Region 0: Missing required field 'from_name'");
    assertThat(check("{}").problems())
        .extracting(ResultProblem::message)
        .containsExactly(
            "Region 0: Missing required field 'from_name'",
            "Region 0: Missing required field 'to_name'",
            "Region 0: Missing required field 'type'",
            "Region 0: Missing required field 'value'");
    assertDropped(
        "{'from_name': 1, 'to_name': 'text', 'type': 'choices', 'value': {}}",
        0,
        ResultRule.FIELDS,
        "Region 0: 'from_name' must be a string");
    assertDropped(
        "{'from_name': 'sentiment', 'to_name': 'text', 'type': 'choices', 'value': 'Positive'}",
        0,
        ResultRule.FIELDS,
        "Region 0: 'value' must be an object");
  }

  @Test
  void namesMustBeInTheConfig() {
    assertDropped(
        "{'from_name': 'x', 'to_name': 'text', 'type': 'choices', 'value': {}}",
        ResultRule.FROM_NAME,
        "Region 0: 'from_name' 'x' not found in configuration");
    assertDropped(
        "{'from_name': 'sentiment', 'to_name': 'x', 'type': 'choices', 'value': {}}",
        ResultRule.TO_NAME,
        "Region 0: 'to_name' 'x' not found in configuration");
    assertDropped(
        "{'from_name': 'sentiment', 'to_name': 'other', 'type': 'choices',"
            + " 'value': {'choices': ['neg']}}",
        ResultRule.TO_NAME,
        "Region 0: 'to_name' 'other' is not valid for control 'sentiment'. Valid options: text");
  }

  @Test
  void theTypeIsTheControlsTagInLowerCase() {
    assertDropped(
        "{'from_name': 'sentiment', 'to_name': 'text', 'type': 'choice',"
            + " 'value': {'choices': ['neg']}}",
        ResultRule.TYPE,
        "Region 0: Type 'choice' does not match expected type 'choices' for control 'sentiment'");
    // The editor fails to load a task with a type it does not know.
    assertDropped(
        "{'from_name': 'sentiment', 'to_name': 'text', 'type': 'Choices',"
            + " 'value': {'choices': ['neg']}}",
        ResultRule.TYPE,
        "Region 0: Type 'Choices' does not match expected type 'choices' for control 'sentiment'");
  }

  @Test
  void labelsMustBeTheControls() {
    assertDropped(
        region("sentiment", "text", "choices", "{'choices': ['Negative']}"),
        ResultRule.LABELS,
        "Region 0: Label 'Negative' not found in control 'sentiment'."
            + " Valid options: Positive, neg");
    assertDropped(
        region("entities", "text", "labels", "{'start': 0, 'end': 1}"),
        ResultRule.LABELS,
        "Region 0: Missing list 'labels' for control 'entities'");
    assertDropped(
        region("taxonomy", "text", "taxonomy", "{'taxonomy': [['Animal', 'Cat']]}"),
        ResultRule.LABELS,
        "Region 0: Label 'Cat' not found in control 'taxonomy'."
            + " Valid options: Animal, Dog, X");
    assertDropped(
        region("sentiment", "text", "choices", "{'choices': [1]}"),
        ResultRule.LABELS,
        "Region 0: Label '1' not found in control 'sentiment'. Valid options: Positive, neg");
    assertKept(region("dynamic", "text", "choices", "{'choices': ['anything']}"));
    assertKept(region("sentiment", "text", "choices", "{'choices': []}"));
  }

  @Test
  void geometryMustLieInTheImage() {
    String box = "'y': 0, 'width': 10, 'height': 10, 'rectanglelabels': ['Car']}";
    assertDropped(
        region("box", "image", "rectanglelabels", "{'x': 120, " + box),
        ResultRule.GEOMETRY,
        "Region 0: Invalid geometry for control 'box': x 120 out of bounds [0, 100]");
    assertDropped(
        region("box", "image", "rectanglelabels", "{'x': 120, 'rotation': 400, " + box),
        ResultRule.GEOMETRY,
        "Region 0: Invalid geometry for control 'box': x 120 out of bounds [0, 100],"
            + " rotation 400 out of bounds [0, 360]");
    assertKept(region("box", "image", "rectanglelabels", "{'x': -0.01, " + box));
    assertKept(region("box", "image", "rectanglelabels", "{'x': 1, 'rotation': null, " + box));
    assertDropped(
        region(
            "bareEllipse", "image", "ellipse", "{'x': 1, 'y': 1, 'radiusX': 50.5, 'radiusY': 51}"),
        ResultRule.GEOMETRY,
        "Region 0: Invalid geometry for control 'bareEllipse':"
            + " radiusX 50.5, radiusY 51 out of bounds [0, 50]");
    assertDropped(
        region("barePolygon", "image", "polygon", "{'points': [[0, 0], [1, 101]]}"),
        ResultRule.GEOMETRY,
        "Region 0: Invalid geometry for control 'barePolygon':"
            + " points 101 out of bounds [0, 100]");
    assertDropped(
        region(
            "track",
            "video",
            "videorectangle",
            """
            {'framesCount': 3, 'duration': 1.5, 'sequence': [
              {'frame': 1, 'time': 0.1, 'x': 0, 'y': 0, 'width': 101, 'height': 1}]}
            """),
        ResultRule.GEOMETRY,
        "Region 0: Invalid geometry for control 'track':"
            + " sequence[0].width 101 out of bounds [0, 100]");
  }

  @Test
  void valuesMustHaveTheKeysAndKindsOfTheirType() {
    assertBad("bareBox", "image", "{'x': 1, 'y': 1, 'width': 1}", "height is missing");
    assertBad("bareBox", "image", "{'x': '1'}", "x must be a number");
    assertBad("bareBox", "image", "{'x': null}", "x is missing");
    assertBad(
        "barePolygon",
        "image",
        "{'points': [[1, 2, 3]]}",
        "points must be a list of pairs of numbers");
    assertBad("barePoint", "image", "{'x': 1}", "y is missing");
    assertBad(
        "bareBrush",
        "image",
        "{'format': 'rle', 'rle': [0, 256]}",
        "rle must be a list of whole numbers from 0 to 255, not empty");
    assertBad(
        "bareBrush",
        "image",
        "{'rle': []}",
        "rle must be a list of whole numbers from 0 to 255, not empty");
    assertBad("bareBitmask", "image", "{'imageDataURL': 1}", "imageDataURL must be a string");
    assertBad("bareVector", "image", "{'vertices': [{'x': 1}]}", "vertices[0].y is missing");
    assertBad("bareVector", "image", "{'vertices': [1]}", "vertices must be a list of objects");
    assertBad("entities", "text", "{'labels': ['PER'], 'start': 0}", "end is missing");
    assertBad(
        "motion",
        "series",
        "{'timeserieslabels': ['Run'], 'start': 0, 'end': 1}",
        "instant is missing");
    assertBad(
        "motion",
        "series",
        "{'timeserieslabels': ['Run'], 'start': 0, 'end': 1, 'instant': 'no'}",
        "instant must be true or false");
    assertBad(
        "acts",
        "dialogue",
        "{'paragraphlabels': ['X'], 'start': '0', 'end': '1', 'startOffset': -1}",
        "startOffset must be a whole number from 0");
    assertBad("actions", "video", "{'timelinelabels': ['Walk'], 'ranges': []}", "ranges is empty");
    assertBad("track", "video", "{'duration': 1.0, 'sequence': []}", "framesCount is missing");
    assertBad(
        "track",
        "video",
        "{'framesCount': 2, 'duration': 1, 'sequence': [{'x': 1, 'y': 1, 'width': 1, 'height': 1,"
            + " 'frame': 1}]}",
        "sequence[0].time is missing");
    assertBad("note", "text", "{'text': 'one'}", "text must be a list of strings");
    assertBad("date", "text", "{'datetime': 2024}", "datetime must be a string");
    assertBad("number", "text", "{'number': '3'}", "number must be a number");
    assertBad("rate", "text", "{'rating': 2.5}", "rating must be a whole number from 0");
    assertBad("rate", "text", "{'rating': 6}", "rating 6 is above maxRating 5");
    assertBad(
        "taxonomy", "text", "{'taxonomy': ['X']}", "taxonomy must be a list of lists of strings");
    assertBad("pair", "pair", "{'selected': 'both'}", "selected must be 'left' or 'right'");
    assertBad(
        "order",
        "list",
        "{'ranker': {'order': 'a'}}",
        "ranker must be an object of lists of strings");
    assertBad("chat", "chat", "{'chatmessage': {'role': 'x'}}", "chatmessage.content is missing");
    assertBad("code", "code", "{'reactcode': 1}", "reactcode must be an object");
    assertKept(region("rate", "text", "rating", "{'rating': 5}"));
    assertKept(region("stars", "text", "rating", "{'rating': 7}"));
  }

  @Test
  void labelsBesideABareShapeNeedThePlaceOfTheShape() {
    String box =
        "{'id': 'a', 'from_name': 'bareBox', 'to_name': 'image', 'type': 'rectangle',"
            + " 'value': {'x': 1, 'y': 1, 'width': 1, 'height': 1}}";
    String labels =
        "{'id': 'a', 'from_name': 'things', 'to_name': 'image', 'type': 'labels',"
            + " 'value': {'x': 1, 'y': 1, 'width': 1, 'height': 1, 'labels': ['Car']}}";

    assertThat(check(box, labels).problems()).isEmpty();
    assertThat(check(labels).problems())
        .extracting(ResultProblem::message)
        .containsExactly("Region 0: Invalid value for control 'things': start is missing");
    assertThat(check(box.replace("'x': 1", "'x': 101"), labels).prediction().result())
        .as("labels do not stay without their shape")
        .isEmpty();
    assertThat(check(box, labels.replace("'width': 1, ", "")).problems())
        .extracting(ResultProblem::message)
        .containsExactly("Region 1: Invalid value for control 'things': width is missing");
  }

  @Test
  void aLabelsTagMayLabelTheRegionOfAShapeInOneItem() {
    String value =
        "{'sequence': [{'frame': 1, 'vertices': [{'x': 1, 'y': 1}]}], 'videovectorlabels': ['Car']}";
    assertKept(region("objects", "video", "videovectorlabels", value));
    assertKept(region("objects", "video", "videovectorlabels", value.replace("videovectorl", "l")));
    assertDropped(
        region("objects", "video", "videovectorlabels", value.replace("Car", "Bus")),
        ResultRule.LABELS,
        "Region 0: Label 'Bus' not found in control 'objects'. Valid options: Car");
    assertDropped(
        region("objects", "video", "videovectorlabels", value.replace("'Car'", "")),
        ResultRule.LABELS,
        "Region 0: Empty list 'videovectorlabels' for control 'objects'");
    assertDropped(
        region("objects", "video", "brushlabels", "{'brushlabels': ['Car'], 'rle': [1]}"),
        ResultRule.TYPE,
        "Region 0: Type 'brushlabels' does not match expected type 'labels'"
            + " for control 'objects'");
  }

  @Test
  void aWandDrawsWhatABrushDraws() {
    for (String type : new String[] {"magicwand", "brush"}) {
      assertKept(region("wand", "image", type, "{'format': 'rle', 'rle': [1]}"));
    }
  }

  @Test
  void relationsJoinItemsThatStay() {
    String a =
        "{'id': 'a', "
            + region("entities", "text", "labels", "{'start': 0, 'end': 1, 'labels': ['PER']}")
                .substring(1);
    String b = a.replace("'a'", "'b'");
    String bad = a.replace("'a'", "'c'").replace("PER", "LOC");

    assertThat(check(relation("a", "b", "right"), a, b).problems()).isEmpty();

    CheckedPrediction checked = check(a, relation("a", "c", "right"), bad, b);
    assertThat(checked.problems())
        .extracting(ResultProblem::region, ResultProblem::rule, ResultProblem::message)
        .containsExactly(
            tuple(1, ResultRule.RELATION, "Relation 1: 'to_id' 'c' not found in regions"),
            tuple(
                2,
                ResultRule.LABELS,
                "Region 2: Label 'LOC' not found in control 'entities'. Valid options: PER, ORG"));
    assertThat(checked.prediction().result()).extracting(Region::id).containsExactly("a", "b");

    assertThat(check(a, b, relation("a", "b", "up")).problems())
        .extracting(ResultProblem::message)
        .containsExactly("Relation 2: Direction must be one of left, right, bi, got 'up'");
    assertThat(check("{'type': 'relation'}").problems())
        .extracting(ResultProblem::message)
        .containsExactly(
            "Relation 0: Missing required field 'direction'",
            "Relation 0: Missing required field 'from_id'",
            "Relation 0: Missing required field 'to_id'");
  }

  @Test
  void aScoreBeyondItsRangeIsMovedToTheNearerEnd() {
    assertScore(1.2, 1.0, "Score must be between 0.00 and 1.00 inclusive, got 1.2");
    assertScore(-3.0, 0.0, "Score must be between 0.00 and 1.00 inclusive, got -3.0");
    assertScore(Double.NaN, null, "Score must be between 0.00 and 1.00 inclusive, got NaN");
    assertScore(
        Double.POSITIVE_INFINITY,
        1.0,
        "Score must be between 0.00 and 1.00 inclusive, got Infinity");
    for (Double fine : new Double[] {0.0, 1.0, 0.5, null}) {
      Prediction prediction = Prediction.of(List.of(), fine);
      assertThat(ResultValidator.check(BuilderFixture.CONFIG, prediction).prediction())
          .isSameAs(prediction);
    }
  }

  @Test
  void aRegionIsKeptWithoutAScoreThatIsNoNumber() {
    Map<String, @Nullable Object> json = new HashMap<>(regions(GOOD).get(0).json());
    json.put("score", Double.NaN);

    CheckedPrediction checked =
        ResultValidator.check(
            BuilderFixture.CONFIG, Prediction.of(List.of(new Region(json)), null));

    assertThat(checked.problems())
        .containsExactly(
            new ResultProblem(
                0, ResultRule.SCORE, "Region 0: Score must be a valid number, got NaN"));
    assertThat(checked.prediction().result()).containsExactly(regions(GOOD).get(0));
  }

  @Test
  void whatJsonCannotSayIsLeftOut() {
    assertJsonFault(Double.NaN, "value.deep.list[1] is NaN, which JSON has no form for");
    assertJsonFault(
        new Object(), "value.deep.list[1] is a java.lang.Object, which JSON has no form for");
    assertJsonFault(Map.of(1, 2), "value.deep.list[1] has the key 1, which is not a string");
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    Map<String, @Nullable Object> json = new HashMap<>(regions(GOOD).get(0).json());
    json.put("loop", endless);
    assertThat(check(new Region(json)).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.rule()).isEqualTo(ResultRule.JSON);
              assertThat(problem.message())
                  .startsWith("Region 0: loop[0][0]")
                  .endsWith(" is nested deeper than 64 levels");
            });
  }

  @Test
  void resultsOfARepeaterNameTheItem() {
    LabelConfig config =
        LabelConfig.parse(
            """
            <View><Repeater on="$imgs" indexFlag="{{idx}}">
              <Image name="p_{{idx}}" value="$imgs[{{idx}}].url"/>
              <Choices name="c_{{idx}}" toName="p_{{idx}}"><Choice value="ok"/></Choices>
            </Repeater></View>
            """);
    Prediction made = Predictions.choices(config.control("c_{{idx}}").at(3), "ok").prediction();
    assertThat(made.result().get(0).fromName()).isEqualTo("c_3");
    assertThat(made.result().get(0).toName()).isEqualTo("p_3");
    assertThat(ResultValidator.check(config, made).problems()).isEmpty();

    Prediction mixed =
        Prediction.of(
            regions(region("c_3", "p_4", "choices", "{'choices': ['ok']}").replace('\'', '"')),
            null);
    assertThat(ResultValidator.check(config, mixed).problems())
        .extracting(ResultProblem::message)
        .containsExactly(
            "Region 0: 'to_name' 'p_4' is not valid for control 'c_3'. Valid options: p_3");
  }

  @Test
  void aControlUnknownToLsmlMayHaveAnyValue() {
    LabelConfig config =
        LabelConfig.parse("<View><Text name='t' value='$t'/><New name='n' toName='t'/></View>");
    Prediction made =
        Prediction.of(regions(region("n", "t", "new", "{'anything': 1}").replace('\'', '"')), null);

    assertThat(ResultValidator.check(config, made).problems()).isEmpty();
  }

  private static void assertJsonFault(Object bad, String message) {
    Map<String, @Nullable Object> json = new HashMap<>(regions(GOOD).get(0).json());
    json.put(
        "value", Map.of("choices", List.of("Positive"), "deep", Map.of("list", List.of(1L, bad))));
    assertThat(check(new Region(json)).problems())
        .containsExactly(new ResultProblem(0, ResultRule.JSON, "Region 0: " + message));
  }

  private static void assertScore(Double given, @Nullable Double kept, String message) {
    Prediction prediction = new Prediction(regions(GOOD), given, "v1");

    CheckedPrediction checked = ResultValidator.check(BuilderFixture.CONFIG, prediction);

    assertThat(checked.problems())
        .containsExactly(new ResultProblem(-1, ResultRule.SCORE, message));
    assertThat(checked.prediction()).isEqualTo(new Prediction(regions(GOOD), kept, "v1"));
  }

  private static void assertBad(String control, String object, String value, String text) {
    String type = BuilderFixture.control(control).resultType();
    assertDropped(
        region(control, object, type, value),
        ResultRule.VALUE,
        "Region 0: Invalid value for control '" + control + "': " + text);
  }

  private static void assertDropped(String region, ResultRule rule, String message) {
    CheckedPrediction checked = check(region);
    assertThat(checked.problems()).contains(new ResultProblem(0, rule, message));
    assertThat(checked.prediction().result()).isEmpty();
    assertDropped(region, 1, rule, message.replace("Region 0", "Region 1"), GOOD);
  }

  private static void assertDropped(
      String region, int index, ResultRule rule, String message, String... before) {
    List<String> all = new ArrayList<>(List.of(before));
    all.add(region);
    CheckedPrediction checked = check(all.toArray(new String[0]));
    assertThat(checked.problems()).contains(new ResultProblem(index, rule, message));
    assertThat(checked.prediction().result()).hasSize(before.length);
  }

  private static void assertKept(String region) {
    assertThat(check(region).problems()).isEmpty();
  }

  private static CheckedPrediction check(String... regions) {
    return check(regions(regions).toArray(new Region[0]));
  }

  private static CheckedPrediction check(Region... regions) {
    return ResultValidator.check(BuilderFixture.CONFIG, Prediction.of(List.of(regions), null));
  }

  /** Regions written with single or double quotes. */
  private static List<Region> regions(String... regions) {
    String json = "[" + String.join(",", regions).replace('\'', '"') + "]";
    return TaskCodec.regions(JsonView.of(Json.read(json)));
  }

  private static String region(String fromName, String toName, String type, String value) {
    return "{'from_name': '"
        + fromName
        + "', 'to_name': '"
        + toName
        + "', 'type': '"
        + type
        + "', 'value': "
        + value
        + "}";
  }

  private static String relation(String from, String to, String direction) {
    return "{'type': 'relation', 'from_id': '"
        + from
        + "', 'to_id': '"
        + to
        + "', 'direction': '"
        + direction
        + "'}";
  }
}
