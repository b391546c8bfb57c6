// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A config with every tag that results can come from. */
final class BuilderFixture {
  static final LabelConfig CONFIG =
      LabelConfig.parse(
          """
          <View>
            <Text name="text" value="$text"/>
            <Text name="other" value="$other"/>
            <HyperText name="html" value="$html"/>
            <Paragraphs name="dialogue" value="$dialogue"/>
            <Image name="image" value="$image"/>
            <Audio name="audio" value="$audio"/>
            <Video name="video" value="$video"/>
            <TimeSeries name="series" value="$series"/>
            <List name="list" value="$items"/>
            <Pdf name="pdf" value="$pdf"/>
            <Chat name="chat" value="$messages"/>
            <ReactCode name="code" value="$code"/>

            <Choices name="sentiment" toName="text">
              <Choice value="Positive"/><Choice value="Negative" alias="neg"/>
            </Choices>
            <Choices name="topics" toName="text,other" choice="multiple">
              <Choice value="Animal"><Choice value="Dog"/></Choice><Choice value="Car"/>
            </Choices>
            <Choices name="dynamic" toName="text" value="$options"/>
            <Taxonomy name="taxonomy" toName="text">
              <Choice value="Animal"><Choice value="Dog"/></Choice><Choice value="X"/>
            </Taxonomy>
            <TextArea name="note" toName="text"/>
            <Rating name="stars" toName="text" maxRating="7"/>
            <Rating name="rate" toName="text"/>
            <Number name="number" toName="text"/>
            <DateTime name="date" toName="text" only="date"/>
            <Pairwise name="pair" toName="text,other"/>
            <Ranker name="order" toName="list"/>
            <Ranker name="sort" toName="list"><Bucket name="best"/><Bucket name="rest"/></Ranker>

            <Labels name="entities" toName="text"><Label value="PER"/><Label value="ORG"/></Labels>
            <Labels name="sounds" toName="audio"><Label value="Speech"/></Labels>
            <HyperTextLabels name="marks" toName="html"><Label value="X"/></HyperTextLabels>
            <ParagraphLabels name="acts" toName="dialogue"><Label value="X"/></ParagraphLabels>
            <TimeSeriesLabels name="motion" toName="series"><Label value="Run"/></TimeSeriesLabels>

            <RectangleLabels name="box" toName="image"><Label value="Car"/></RectangleLabels>
            <EllipseLabels name="ellipse" toName="image"><Label value="Car"/></EllipseLabels>
            <PolygonLabels name="polygon" toName="image"><Label value="Car"/></PolygonLabels>
            <KeyPointLabels name="point" toName="image"><Label value="Car"/></KeyPointLabels>
            <BrushLabels name="brush" toName="image"><Label value="Car"/></BrushLabels>
            <BitmaskLabels name="bitmask" toName="image"><Label value="Car"/></BitmaskLabels>
            <VectorLabels name="vector" toName="image"><Label value="Car"/></VectorLabels>
            <Rectangle name="bareBox" toName="image"/>
            <Ellipse name="bareEllipse" toName="image"/>
            <Polygon name="barePolygon" toName="image"/>
            <KeyPoint name="barePoint" toName="image"/>
            <Brush name="bareBrush" toName="image"/>
            <Bitmask name="bareBitmask" toName="image"/>
            <Vector name="bareVector" toName="image"/>
            <MagicWand name="wand" toName="image"/>
            <Labels name="things" toName="image"><Label value="Car"/></Labels>
            <TextArea name="plate" toName="image" perRegion="true"/>
            <Choices name="color" toName="image" perRegion="true"><Choice value="red"/></Choices>
            <OcrLabels name="ocr" toName="pdf"><Label value="Title"/></OcrLabels>

            <VideoRectangle name="track" toName="video"/>
            <VideoVector name="outline" toName="video"/>
            <Labels name="objects" toName="video"><Label value="Car"/></Labels>
            <TimelineLabels name="actions" toName="video"><Label value="Walk"/></TimelineLabels>
          </View>
          """);

  private BuilderFixture() {}

  static ControlTag control(String name) {
    return CONFIG.control(name);
  }

  /** Asserts what a builder makes, and that the validator lets it pass. */
  static void assertJson(RegionBuilder region, String... items) {
    List<Object> expected = new ArrayList<>();
    for (String item : items) {
      expected.add(Json.read(item));
    }
    Prediction prediction = region.id("r1").prediction();
    List<Object> actual = new ArrayList<>();
    for (Region made : prediction.result()) {
      actual.add(Json.read(Json.bytes(made.json())));
    }
    assertThat(actual).isEqualTo(expected);
    assertThat(ResultValidator.check(CONFIG, prediction).problems()).isEmpty();
  }

  /** An item with the id {@code r1}. */
  static String item(String fromName, String toName, String type, String value) {
    return Json.text(
        Map.of(
            "id",
            "r1",
            "from_name",
            fromName,
            "to_name",
            toName,
            "type",
            type,
            "value",
            java.util.Objects.requireNonNull(Json.read(value))));
  }
}
