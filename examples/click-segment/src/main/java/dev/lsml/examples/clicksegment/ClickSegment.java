// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.LabelConfigException;
import dev.lsml.core.labelconfig.ObjectTag;
import dev.lsml.core.labelconfig.TagPair;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Point;
import dev.lsml.core.result.Predictions;
import dev.lsml.core.result.RegionBuilder;
import dev.lsml.core.result.Shapes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts out of an image what an annotator clicks on, or draws a box around, with a smart tool, and
 * answers with the first {@code BrushLabels} or {@code PolygonLabels} of the label config. A batch
 * request, which has no click, gets empty predictions. Thread-safe.
 */
public final class ClickSegment implements LabelStudioModel {
  private static final long PICTURE_BYTES = 64L << 20;
  private static final double TOLERANCE = 18;
  private static final int MOST_POLYGONS = 10;

  private final ModelContext context;
  private final ControlTag output;
  private final ObjectTag image;
  private final double tolerance;
  private final Pictures pictures = new Pictures(PICTURE_BYTES);

  /**
   * Looks for the tags.
   *
   * @throws LabelConfigException when there is none to answer with, or its {@code model_tolerance}
   *     is no number
   */
  public ClickSegment(ModelContext context) {
    this.context = context;
    TagPair tags =
        context.labelConfig().first(Set.of("BrushLabels", "PolygonLabels"), Set.of("Image"));
    this.output = tags.control();
    this.image = tags.object();
    this.tolerance = output.modelAttribute("tolerance", TOLERANCE);
  }

  @Override
  public List<Prediction> predict(List<Task> tasks, PredictContext request) throws IOException {
    List<Prediction> predictions = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      List<Region> drawn = request.interactive();
      predictions.add(drawn == null ? Prediction.empty() : cut(task, drawn));
    }
    return predictions;
  }

  private Prediction cut(Task task, List<Region> drawn) throws IOException {
    Prompt prompt = Prompt.read(drawn, image.name());
    String label = label(prompt);
    String address = address(task, prompt.page());
    if (prompt.isEmpty() || label == null || address == null) {
      return Prediction.empty();
    }
    Picture picture =
        pictures.get(address, () -> PictureReader.read(context.taskFiles().file(task, address)));
    Mask mask = Cutter.cut(picture, prompt, tolerance);
    double score = Cutter.sharpness(picture, mask, tolerance);
    List<RegionBuilder> regions = new ArrayList<>();
    for (RegionBuilder region : regions(mask, picture, label)) {
      region.toName(image.name()).image(picture.original()).score(score);
      regions.add(image.valueList() == null ? region : region.page(prompt.page()));
    }
    return regions.isEmpty() ? Prediction.empty() : Predictions.of(regions).prediction();
  }

  private List<RegionBuilder> regions(Mask mask, Picture picture, String label) {
    List<RegionBuilder> regions = new ArrayList<>();
    if (output.resultType().equals("brushlabels")) {
      if (mask.count() > 0) {
        byte[] large = mask.enlarged(picture.original());
        regions.add(Shapes.brush(output, large, picture.original(), label));
      }
      return regions;
    }
    for (Mask part : mask.parts(MOST_POLYGONS)) {
      List<Point> points = Outline.of(part);
      if (points.size() >= 3) {
        regions.add(Shapes.polygon(output, points, label));
      }
    }
    return regions;
  }

  /** The prompt's label if the answering tag has it too, or that tag's only one. */
  private @Nullable String label(Prompt prompt) {
    Set<String> labels = output.labels().keySet();
    if (prompt.label() != null && labels.contains(prompt.label())) {
      return prompt.label();
    }
    if (labels.size() == 1) {
      return labels.iterator().next();
    }
    if (!prompt.isEmpty()) {
      System.getLogger(ClickSegment.class.getName())
          .log(
              Level.WARNING,
              "Nothing is suggested: the smart tool's label "
                  + prompt.label()
                  + " is none of "
                  + labels
                  + " of "
                  + output
                  + ". Give both tags the same labels.");
    }
    return null;
  }

  private @Nullable String address(Task task, int page) {
    Object value = image.resolve(task.data());
    if (value instanceof List<?> pages) {
      value = page >= 0 && page < pages.size() ? pages.get(page) : null;
    }
    return value instanceof String address && !address.isEmpty() ? address : null;
  }
}
