// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import static dev.lsml.core.result.BuilderFixture.assertJson;
import static dev.lsml.core.result.BuilderFixture.control;
import static dev.lsml.core.result.BuilderFixture.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapesTest {
  private static final String BOX =
      "\"x\": 10.5, \"y\": 20.0, \"width\": 30.0, \"height\": 15.0, \"rotation\": 0.0";
  private final Box box = new Box(10.5, 20, 30, 15);

  @Test
  void aRectangleHasLabelsOrNone() {
    assertJson(
        Shapes.rectangle(control("box"), box, "Car"),
        item("box", "image", "rectanglelabels", "{" + BOX + ", \"rectanglelabels\": [\"Car\"]}"));
    assertJson(
        Shapes.rectangle(control("bareBox"), box),
        item("bareBox", "image", "rectangle", "{" + BOX + "}"));
  }

  @Test
  void labelsAreNeededExactlyWhereTheTagHasThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.rectangle(control("box"), box))
        .withMessage("Control 'box' needs at least one label. Its labels are Car.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.rectangle(control("bareBox"), box, "Car"))
        .withMessage(
            "Control 'bareBox' is a <Rectangle>, which has no labels. Add those of a <Labels> tag"
                + " with .with(Predictions.labels(...)).");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.rectangle(control("polygon"), box, "Car"))
        .withMessageContaining("it is a <PolygonLabels>")
        .withMessageContaining("for rectangle or rectanglelabels");
  }

  @Test
  void aBoxWithoutAreaIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.rectangle(control("box"), new Box(1, 1, 0, 5), "Car"))
        .withMessage(
            "a box without area cannot be seen. Leave out boxes for which isEmpty() says yes.");
  }

  @Test
  void theImagesSizeStandsBesideTheValue() {
    assertThat(
            Shapes.rectangle(control("box"), box, "Car")
                .image(new ImageSize(1280, 720))
                .region()
                .json())
        .containsEntry("original_width", 1280L)
        .containsEntry("original_height", 720L)
        .containsEntry("image_rotation", 0L);
  }

  @Test
  void anEllipseIsGivenByItsMiddleAndRadii() {
    String value =
        "\"x\": 50.0, \"y\": 40.0, \"radiusX\": 10.0, \"radiusY\": 5.0, \"rotation\": 30.0";
    Point center = new Point(50, 40);
    assertJson(
        Shapes.ellipse(control("ellipse"), center, 10, 5, 30, "Car"),
        item("ellipse", "image", "ellipselabels", "{" + value + ", \"ellipselabels\": [\"Car\"]}"));
    assertJson(
        Shapes.ellipse(control("bareEllipse"), center, 10, 5, 30),
        item("bareEllipse", "image", "ellipse", "{" + value + "}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.ellipse(control("ellipse"), center, 60, 5, 0, "Car"))
        .withMessage(
            "an ellipse's radii are in percent of the image, above 0 and up to 50, but are 60.0"
                + " and 5.0");
  }

  @Test
  void aPolygonHasThreePointsOrMore() {
    List<Point> points = List.of(new Point(0, 0), new Point(10, 0), new Point(0, 10));
    String value = "\"points\": [[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]], \"closed\": true";
    assertJson(
        Shapes.polygon(control("polygon"), points, "Car"),
        item("polygon", "image", "polygonlabels", "{" + value + ", \"polygonlabels\": [\"Car\"]}"));
    assertJson(
        Shapes.polygon(control("barePolygon"), points),
        item("barePolygon", "image", "polygon", "{" + value + "}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.polygon(control("barePolygon"), points.subList(0, 2)))
        .withMessage("a polygon has at least three points, but this has 2");
  }

  @Test
  void aKeyPointHasAMarker() {
    String value = "\"x\": 1.0, \"y\": 2.0, \"width\": 0.5";
    assertJson(
        Shapes.keyPoint(control("point"), new Point(1, 2), "Car"),
        item("point", "image", "keypointlabels", "{" + value + ", \"keypointlabels\": [\"Car\"]}"));
    assertJson(
        Shapes.keyPoint(control("barePoint"), new Point(1, 2)),
        item("barePoint", "image", "keypoint", "{" + value + "}"));
  }

  @Test
  void aBrushIsMadeFromAMaskAndKnowsItsSize() {
    ImageSize size = new ImageSize(2, 2);
    byte[] mask = {1, 0, 0, 1};
    String value = "\"format\": \"rle\", \"rle\": [0,0,0,16,57,27,252,127,243,128,71,254]";
    assertJson(
        Shapes.brush(control("brush"), mask, size, "Car"),
        sized(
            item("brush", "image", "brushlabels", "{" + value + ", \"brushlabels\": [\"Car\"]}")));
    assertJson(
        Shapes.brush(control("bareBrush"), mask, size),
        sized(item("bareBrush", "image", "brush", "{" + value + "}")));
    assertJson(
        Shapes.brush(control("wand"), mask, size),
        sized(item("wand", "image", "magicwand", "{" + value + "}")));
  }

  @Test
  void aBitmaskIsAPngInADataUrl() {
    assertJson(
        Shapes.bitmask(control("bitmask"), new byte[] {1, 2, 3}, "Car"),
        item(
            "bitmask",
            "image",
            "bitmasklabels",
            """
            {"imageDataURL": "data:image/png;base64,AQID", "bitmasklabels": ["Car"]}
            """));
    assertJson(
        Shapes.bitmask(control("bareBitmask"), new byte[] {1, 2, 3}),
        item(
            "bareBitmask",
            "image",
            "bitmask",
            "{\"imageDataURL\": \"data:image/png;base64,AQID\"}"));
  }

  @Test
  void aVectorIsAPathOfVertices() {
    List<Vertex> line = Vertex.path(List.of(new Point(1, 2), new Point(3, 4)));
    assertJson(
        Shapes.vector(control("vector"), line, false, "Car"),
        item(
            "vector",
            "image",
            "vectorlabels",
            """
            {"vertices": [
               {"id": "v0", "x": 1.0, "y": 2.0, "prevPointId": null, "isBezier": false},
               {"id": "v1", "x": 3.0, "y": 4.0, "prevPointId": "v0", "isBezier": false}],
             "closed": false, "vectorlabels": ["Car"]}
            """));
    Vertex curved = new Vertex("a", new Point(1, 2), null, new Point(0, 1), new Point(2, 3));
    assertJson(
        Shapes.vector(control("bareVector"), List.of(curved), true),
        item(
            "bareVector",
            "image",
            "vector",
            """
            {"vertices": [{"id": "a", "x": 1.0, "y": 2.0, "prevPointId": null, "isBezier": true,
               "controlPoint1": {"x": 0.0, "y": 1.0}, "controlPoint2": {"x": 2.0, "y": 3.0}}],
             "closed": true}
            """));
  }

  @Test
  void ocrHasItsTextAndPage() {
    assertJson(
        Shapes.ocr(control("ocr"), box, "Contents", 2, "Title"),
        item(
            "ocr",
            "pdf",
            "ocrlabels",
            "{"
                + BOX
                + ", \"ocrtext\": \"Contents\", \"pageIndex\": 2, \"ocrlabels\": [\"Title\"]}"));
  }

  @Test
  void labelsBesideABareShapeShareItsIdAndRepeatItsPlace() {
    assertJson(
        Shapes.rectangle(control("bareBox"), box)
            .with(Predictions.labels(control("things"), "Car")),
        item("bareBox", "image", "rectangle", "{" + BOX + "}"),
        item("things", "image", "labels", "{" + BOX + ", \"labels\": [\"Car\"]}"));
  }

  @Test
  void perRegionAnswersShareTheIdAndRepeatThePlaceButNotTheLabels() {
    assertJson(
        Shapes.rectangle(control("box"), box, "Car")
            .with(Predictions.textArea(control("plate"), "AB 12"))
            .with(Predictions.choices(control("color"), "red")),
        item("box", "image", "rectanglelabels", "{" + BOX + ", \"rectanglelabels\": [\"Car\"]}"),
        item("plate", "image", "textarea", "{" + BOX + ", \"text\": [\"AB 12\"]}"),
        item("color", "image", "choices", "{" + BOX + ", \"choices\": [\"red\"]}"));
  }

  @Test
  void perRegionAnswersRepeatTheImagesSizeAndHaveTheirOwnScore() {
    List<dev.lsml.core.protocol.Region> regions =
        Shapes.rectangle(control("box"), box, "Car")
            .image(new ImageSize(10, 20))
            .score(0.5)
            .with(Predictions.choices(control("color"), "red").score(0.25))
            .regions();

    assertThat(regions.get(1).json())
        .containsEntry("original_width", 10L)
        .containsEntry("score", 0.25)
        .containsEntry("id", regions.get(0).id());
  }

  @Test
  void onlyPerRegionControlsOfTheSameObjectBelongToARegion() {
    RegionBuilder region = Shapes.rectangle(control("box"), box, "Car");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> region.with(Predictions.rating(control("rate"), 1)))
        .withMessage(
            "Control 'rate' is not filled in per region. Add perRegion=\"true\" to its tag, or"
                + " predict it beside the region rather than with it.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> region.with(Predictions.labels(control("entities"), "PER")))
        .withMessage("Control 'entities' does not label 'image'. Its toName lists text.");
  }

  private static String sized(String item) {
    return "{\"original_width\": 2, \"original_height\": 2, \"image_rotation\": 0, "
        + item.substring(1);
  }
}
