// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import static dev.lsml.testkit.PredictionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Box;
import dev.lsml.core.result.BrushRle;
import dev.lsml.core.result.ImageSize;
import dev.lsml.core.result.Point;
import dev.lsml.core.result.Shapes;
import dev.lsml.testkit.TestBackend;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClickSegmentTest {
  private static final String BRUSH =
      """
      <View>
        <Image name="image" value="$image"/>
        <BrushLabels name="mask" toName="image"><Label value="Cat"/><Label value="Dog"/></BrushLabels>
        <KeyPointLabels name="click" toName="image" smart="true">
          <Label value="Cat"/><Label value="Dog"/><Label value="Cow"/>
        </KeyPointLabels>
        <RectangleLabels name="box" toName="image" smart="true">
          <Label value="Cat"/><Label value="Dog"/>
        </RectangleLabels>
      </View>
      """;
  private static final String POLYGON = BRUSH.replace("BrushLabels", "PolygonLabels");
  private static final Color BLUE = new Color(40, 60, 200);

  @ParameterizedTest
  @CsvSource({"png, 0.97", "jpeg, 0.93"}) // JPEG blurs where colours meet
  void aClickCutsOutWhatItIsOn(String format, double enough) throws Exception {
    Shape disc = new Ellipse2D.Double(80, 40, 150, 120);
    Task task = new Scene(320, 240).paint(disc, BLUE).noise(8).task(format);
    try (TestBackend backend = TestBackend.discover(BRUSH)) {
      Prediction prediction =
          backend.predictInteractive(task, click(backend, 100 * 150 / 320.0, 40, "Dog", true));

      assertThat(prediction).labels("mask").containsExactly("Dog");
      assertThat(prediction).hasScoreBetween(0.9, 1);
      Region region = prediction.result().get(0);
      assertThat(region.json())
          .containsEntry("to_name", "image")
          .containsEntry("type", "brushlabels")
          .containsEntry("original_width", 320L)
          .containsEntry("original_height", 240L);
      assertThat(iou(mask(region), disc, 320)).isGreaterThan(enough);
    }
  }

  @Test
  void aBoxCutsOutTheThingInItWhateverItsColours() throws Exception {
    Shape body = new Ellipse2D.Double(100, 60, 120, 100);
    Area thing = new Area(body);
    Shape stripe = new Rectangle2D.Double(110, 100, 100, 12);
    Task task =
        new Scene(320, 240)
            .paint(body, BLUE)
            .paint(stripe, Color.ORANGE)
            .paint(new Ellipse2D.Double(5, 5, 60, 40), BLUE)
            .noise(8)
            .task("png");
    try (TestBackend backend = TestBackend.discover(BRUSH)) {
      Box box = new ImageSize(320, 240).box(95, 55, 130, 110);

      Prediction prediction = backend.predictInteractive(task, box(backend, box, "Cat"));

      assertThat(prediction).labels("mask").containsExactly("Cat");
      assertThat(iou(mask(prediction.result().get(0)), thing, 320)).isGreaterThan(0.95);
    }
  }

  @Test
  void severalClicksAddUpAndOnesWithAltTakeAway() throws Exception {
    Shape left = new Rectangle2D.Double(40, 60, 80, 80);
    Shape right = new Rectangle2D.Double(200, 60, 80, 80);
    Shape bridge = new Rectangle2D.Double(120, 95, 80, 10);
    Task task =
        new Scene(320, 240).paint(left, BLUE).paint(right, BLUE).paint(bridge, BLUE).task("png");
    Area both = new Area(left);
    both.add(new Area(right));
    both.add(new Area(bridge));
    try (TestBackend backend = TestBackend.discover(BRUSH)) {
      Region wanted = click(backend, 25, 42, "Cat", true);
      Region unwanted = click(backend, 75, 42, "Cat", false);

      Prediction all = backend.predictInteractive(task, wanted);
      Prediction half = backend.predictInteractive(task, wanted, unwanted);

      assertThat(iou(mask(all.result().get(0)), both, 320)).isGreaterThan(0.98);
      assertThat(iou(mask(half.result().get(0)), left, 320)).isGreaterThan(0.9);
      assertThat(backend.predictInteractive(task, unwanted)).isEmpty();
    }
  }

  @Test
  void aPolygonIsDrawnWhereTheConfigHasPolygons() throws Exception {
    Shape disc = new Ellipse2D.Double(80, 40, 150, 120);
    Task task = new Scene(320, 240).paint(disc, BLUE).noise(8).task("png");
    try (TestBackend backend = TestBackend.discover(POLYGON)) {
      Prediction prediction = backend.predictInteractive(task, click(backend, 45, 40, "Cat", true));

      assertThat(prediction.result()).hasSize(1);
      Region region = prediction.result().get(0);
      assertThat(region.json()).containsEntry("original_width", 320L);
      List<?> points = (List<?>) region.value().get("points");
      assertThat(points).hasSizeBetween(10, 80);
      Path2D path = new Path2D.Double();
      for (Object each : points) {
        double x = ((Number) ((List<?>) each).get(0)).doubleValue() * 3.2;
        double y = ((Number) ((List<?>) each).get(1)).doubleValue() * 2.4;
        if (path.getCurrentPoint() == null) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
      path.closePath();
      byte[] mask = new byte[320 * 240];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = (byte) (path.contains(i % 320 + 0.5, i / 320 + 0.5) ? 1 : 0);
      }
      assertThat(iou(mask, disc, 320)).isGreaterThan(0.96);
    }
  }

  @Test
  void aLargeImageIsGrownInSmallAndAnsweredInFull() throws Exception {
    Shape disc = new Ellipse2D.Double(800, 400, 1500, 1200);
    Task task = new Scene(3200, 2400).paint(disc, BLUE).task("jpeg");
    try (TestBackend backend = TestBackend.discover(BRUSH)) {
      Prediction prediction = backend.predictInteractive(task, click(backend, 45, 40, "Cat", true));

      Region region = prediction.result().get(0);
      assertThat(region.json()).containsEntry("original_width", 3200L);
      assertThat(iou(mask(region), disc, 3200)).isGreaterThan(0.97);
    }
  }

  @Test
  void aPhotographIsTurnedAsTheBrowserTurnsIt() throws Exception {
    byte[] jpeg =
        new Scene(320, 240).paint(new Rectangle2D.Double(20, 30, 60, 50), BLUE).bytes("jpeg");
    // Held so that the top of the scene is the image's right: the browser turns it clockwise.
    Shape shown = new Rectangle2D.Double(240 - 30 - 50, 20, 50, 60);
    try (TestBackend backend = TestBackend.discover(BRUSH)) {
      Prediction prediction =
          backend.predictInteractive(
              Scene.task(turned(jpeg, 6), "jpeg"),
              click(backend, 100 * 185 / 240.0, 100 * 50 / 320.0, "Cat", true));

      Region region = prediction.result().get(0);
      assertThat(region.json())
          .containsEntry("original_width", 240L)
          .containsEntry("original_height", 320L);
      assertThat(iou(mask(region), shown, 240)).isGreaterThan(0.9);
    }
  }

  @Test
  void theAnnotatorSetsTheToleranceInTheLabelConfig() throws Exception {
    Shape disc = new Ellipse2D.Double(80, 40, 150, 120);
    Task task = new Scene(320, 240).paint(disc, new Color(60, 160, 60)).task("png");
    String exact = BRUSH.replace("<BrushLabels ", "<BrushLabels model_tolerance='3' ");
    try (TestBackend backend = TestBackend.discover(exact)) {
      Region click = click(backend, 45, 40, "Cat", true);

      byte[] mask = mask(backend.predictInteractive(task, click).result().get(0));
      backend.setup(BRUSH, null);
      byte[] all = mask(backend.predictInteractive(task, click).result().get(0));

      assertThat(iou(mask, disc, 320)).isGreaterThan(0.95);
      assertThat(iou(all, disc, 320)).as("green on green").isLessThan(0.7);
    }
  }

  @Test
  void withoutAClickOrALabelOfTheAnsweringTagNothingIsSuggested() throws Exception {
    Task task = new Scene(32, 24).task("png");
    try (TestBackend backend = TestBackend.discover(BRUSH)) {
      assertThat(backend.predict(task)).isEmpty();
      assertThat(backend.predictInteractive(task)).isEmpty();
      assertThat(backend.predictInteractive(task, click(backend, 1, 1, "Cow", true))).isEmpty();
    }
  }

  @Test
  void aFileThatIsNoImageIsToldInTheLogAndTheTaskIsLeftEmpty() {
    try (TestBackend backend = TestBackend.discover(BRUSH)) {
      Task task = Scene.task(new byte[] {1, 2, 3}, "png");
      assertThatThrownBy(() -> backend.predictInteractive(task, click(backend, 1, 1, "Cat", true)))
          .hasMessageContaining("1 tasks for which the model failed");
    }
  }

  private static Region click(
      TestBackend backend, double x, double y, String label, boolean wanted) {
    Region region =
        Shapes.keyPoint(backend.labelConfig().control("click"), new Point(x, y), label).region();
    Map<String, Object> json = new LinkedHashMap<>(region.json());
    json.put("is_positive", wanted);
    return new Region(json);
  }

  private static Region box(TestBackend backend, Box box, String label) {
    return Shapes.rectangle(backend.labelConfig().control("box"), box, label).region();
  }

  private static byte[] mask(Region region) {
    ImageSize size =
        new ImageSize(
            ((Number) region.json().get("original_width")).intValue(),
            ((Number) region.json().get("original_height")).intValue());
    return BrushRle.decodeMask((List<?>) region.value().get("rle"), size);
  }

  /** The part that both have of what any has. */
  private static double iou(byte[] mask, Shape shape, int width) {
    int both = 0;
    int any = 0;
    for (int i = 0; i < mask.length; i++) {
      boolean inShape = shape.contains(i % width + 0.5, i / width + 0.5);
      both += mask[i] != 0 && inShape ? 1 : 0;
      any += mask[i] != 0 || inShape ? 1 : 0;
    }
    return (double) both / any;
  }

  /** A JPEG with an Exif segment behind its first two bytes that names an orientation. */
  private static byte[] turned(byte[] jpeg, int orientation) {
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(exif, 0, exif.length);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }
}
