// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.labelconfig.ObjectTag;
import dev.lsml.core.protocol.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks items other than relations (protocol §3.5 rules 2 to 5 and 7). */
final class RegionCheck {
  private static final String[] REQUIRED = {"from_name", "to_name", "type", "value"};
  private static final Set<String> SHAPES =
      Set.of(
          "rectangle", "polygon", "ellipse", "keypoint", "brush", "bitmask", "vector", "magicwand");

  private final LabelConfig config;

  /** The type of the shape that has an id and stays, for the labels that belong to it. */
  private final Map<String, String> shapes = new HashMap<>();

  RegionCheck(LabelConfig config) {
    this.config = config;
  }

  /** Tells of an item that stays; to be told of shapes before their labels are checked. */
  void stays(Region region) {
    String id = region.id();
    String type = region.type();
    if (id != null && type != null && SHAPES.contains(type)) {
      shapes.putIfAbsent(id, type);
    }
  }

  /** What is wrong with an item; empty when nothing is. */
  List<ResultProblem> problems(int index, Region region) {
    List<ResultProblem> problems = new ArrayList<>(0);
    String json = JsonRule.fault(region.json());
    if (json != null) {
      problems.add(problem(index, ResultRule.JSON, json));
      return problems;
    }
    for (String field : REQUIRED) {
      Object found = region.json().get(field);
      if (found == null) {
        problems.add(problem(index, ResultRule.FIELDS, "Missing required field '" + field + "'"));
      } else if (field.equals("value") != found instanceof Map<?, ?>
          || !field.equals("value") && !(found instanceof String)) {
        problems.add(
            problem(
                index,
                ResultRule.FIELDS,
                "'" + field + "' must be " + (field.equals("value") ? "an object" : "a string")));
      }
    }
    if (problems.isEmpty()) {
      names(index, region, problems);
    }
    return problems;
  }

  private void names(int index, Region region, List<ResultProblem> problems) {
    String fromName = String.valueOf(region.fromName());
    String toName = String.valueOf(region.toName());
    String type = String.valueOf(region.type());
    ControlTag control = config.findControl(fromName);
    if (control == null) {
      problems.add(
          problem(
              index,
              ResultRule.FROM_NAME,
              "'from_name' '" + fromName + "' not found in configuration"));
      return;
    }
    if (!isSelfReference(control, toName)) {
      ObjectTag object = config.findObject(toName);
      if (object == null) {
        problems.add(
            problem(
                index,
                ResultRule.TO_NAME,
                "'to_name' '" + toName + "' not found in configuration"));
        return;
      }
      if (!control.toNames().contains(toName)) {
        problems.add(
            problem(
                index,
                ResultRule.TO_NAME,
                "'to_name' '"
                    + toName
                    + "' is not valid for control '"
                    + fromName
                    + "'. Valid options: "
                    + Checks.shown(control.toNames())));
      }
    }
    String shape = mergedShape(control, type);
    if (shape == null && !isTypeOf(control, type)) {
      problems.add(
          problem(
              index,
              ResultRule.TYPE,
              "Type '"
                  + type
                  + "' does not match expected type '"
                  + control.resultType()
                  + "' for control '"
                  + fromName
                  + "'"));
      return;
    }
    value(index, region, control, type, shape, problems);
  }

  private void value(
      int index,
      Region region,
      ControlTag control,
      String type,
      @Nullable String mergedShape,
      List<ResultProblem> problems) {
    Map<String, @Nullable Object> value = region.value();
    String labels = LabelRule.fault(control, type, value, mergedShape != null);
    if (labels != null) {
      problems.add(problem(index, ResultRule.LABELS, labels));
    }
    String id = region.id();
    String splitShape = type.equals("labels") && id != null ? shapes.get(id) : null;
    ValueSchema schema =
        ValueSchemas.of(mergedShape != null ? mergedShape : splitShape != null ? splitShape : type);
    ValueSchema.Fault fault = schema == null ? null : schema.fault(value);
    if (fault == null && type.equals("rating")) {
      fault = rating(control, value);
    }
    if (fault != null) {
      String kind = fault.rule() == ResultRule.GEOMETRY ? "geometry" : "value";
      problems.add(
          problem(
              index,
              fault.rule(),
              "Invalid " + kind + " for control '" + control.name() + "': " + fault.text()));
    }
  }

  private static ValueSchema.@Nullable Fault rating(ControlTag control, Map<?, ?> value) {
    int most = Predictions.maxRating(control);
    return value.get("rating") instanceof Number stars && stars.doubleValue() > most
        ? new ValueSchema.Fault(ResultRule.VALUE, "rating " + stars + " is above maxRating " + most)
        : null;
  }

  /** The editor writes some results with the control's own name on both sides. */
  private static boolean isSelfReference(ControlTag control, String toName) {
    String type = control.resultType();
    return control.name().equals(toName)
        && (type.equals("pairwise") || type.equals("chatmessage") || type.equals("reactcode"));
  }

  private static boolean isTypeOf(ControlTag control, String type) {
    String expected = control.resultType();
    return type.equals(expected)
        || type.equals("htmllabels") && expected.equals("hypertextlabels")
        // The wand draws what a brush draws.
        || expected.equals("magicwand") && (type.equals("brush") || type.equals("brushlabels"));
  }

  /**
   * The shape whose region a {@code Labels} tag labels in one item, as in {@code
   * videovectorlabels}; {@code null} when this is no such item.
   */
  private @Nullable String mergedShape(ControlTag control, String type) {
    if (!control.resultType().equals("labels")
        || !type.endsWith("labels")
        || type.equals("labels")) {
      return null;
    }
    String shape = type.substring(0, type.length() - "labels".length());
    for (ControlTag other : config.controls().values()) {
      if (other.resultType().equals(shape)) {
        for (String toName : other.toNames()) {
          if (control.toNames().contains(toName)) {
            return shape;
          }
        }
      }
    }
    return null;
  }

  private static ResultProblem problem(int index, ResultRule rule, String text) {
    return new ResultProblem(index, rule, "Region " + index + ": " + text);
  }
}
