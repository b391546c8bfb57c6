// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import static dev.lsml.core.result.ValueKind.BYTES;
import static dev.lsml.core.result.ValueKind.CHOICES;
import static dev.lsml.core.result.ValueKind.COUNT;
import static dev.lsml.core.result.ValueKind.DEGREES;
import static dev.lsml.core.result.ValueKind.FLAG;
import static dev.lsml.core.result.ValueKind.NUMBER;
import static dev.lsml.core.result.ValueKind.NUMBER_OR_TEXT;
import static dev.lsml.core.result.ValueKind.OBJECT;
import static dev.lsml.core.result.ValueKind.PATHS;
import static dev.lsml.core.result.ValueKind.PERCENT;
import static dev.lsml.core.result.ValueKind.POINTS;
import static dev.lsml.core.result.ValueKind.RADIUS;
import static dev.lsml.core.result.ValueKind.SIDE;
import static dev.lsml.core.result.ValueKind.TEXT;
import static dev.lsml.core.result.ValueKind.TEXTS;
import static dev.lsml.core.result.ValueKind.TEXT_LISTS;
import static dev.lsml.core.result.ValueKind.WHOLE;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of each result type (protocol §3.3 and §3.5), without labels, which have own rules. */
final class ValueSchemas {
  private static final Map<String, ValueSchema> BY_TYPE = new HashMap<>();

  static {
    ValueSchema span = schema().needs(NUMBER_OR_TEXT, "start", "end");
    ValueSchema nodes =
        schema().needs(NUMBER_OR_TEXT, "start", "end").may(COUNT, "startOffset", "endOffset");
    put(span, "labels");
    put(nodes, "hypertextlabels", "htmllabels", "paragraphlabels");
    put(schema().needs(NUMBER_OR_TEXT, "start", "end").needs(FLAG, "instant"), "timeserieslabels");

    shape("rectangle", box().may(DEGREES, "rotation"));
    shape(
        "ellipse",
        schema()
            .needs(PERCENT, "x", "y")
            .needs(RADIUS, "radiusX", "radiusY")
            .may(DEGREES, "rotation"));
    shape("polygon", schema().needs(POINTS, "points"));
    shape("keypoint", schema().needs(PERCENT, "x", "y").may(NUMBER, "width"));
    shape("brush", schema().needs(BYTES, "rle").may(TEXT, "format"));
    put(schema().needs(BYTES, "rle").may(TEXT, "format"), "magicwand");
    shape("bitmask", schema().needs(TEXT, "imageDataURL"));
    shape("vector", schema().needsObjects("vertices", 0, vertex()).may(FLAG, "closed"));
    put(
        schema()
            .needs(NUMBER, "x", "y", "width", "height")
            .may(NUMBER, "rotation")
            .may(TEXT, "ocrtext")
            .may(WHOLE, "pageIndex"),
        "ocrlabels");

    put(
        schema()
            .needs(WHOLE, "framesCount")
            .needs(NUMBER, "duration")
            .needsObjects(
                "sequence",
                0,
                box().needs(NUMBER, "time").needs(WHOLE, "frame").may(NUMBER, "rotation"))
            .may(TEXTS, "labels"),
        "videorectangle");
    shape(
        "videovector",
        schema()
            .may(WHOLE, "framesCount")
            .may(NUMBER, "duration")
            .needsObjects(
                "sequence",
                0,
                schema()
                    .needs(WHOLE, "frame")
                    .needsObjects("vertices", 0, vertex())
                    .may(NUMBER, "time")
                    .may(FLAG, "closed", "enabled")));
    put(
        schema()
            .needsObjects("ranges", 1, schema().needs(NUMBER, "start", "end").may(FLAG, "enabled")),
        "timelinelabels");

    put(schema().needs(CHOICES, "choices"), "choices");
    put(schema().needs(PATHS, "taxonomy"), "taxonomy");
    put(schema().needs(TEXTS, "text"), "textarea");
    put(schema().needs(COUNT, "rating"), "rating");
    put(schema().needs(NUMBER, "number"), "number");
    put(schema().needs(TEXT, "datetime"), "datetime");
    put(schema().needs(SIDE, "selected"), "pairwise");
    put(schema().needs(TEXT_LISTS, "ranker"), "ranker");
    put(
        schema()
            .needsObject(
                "chatmessage", schema().needs(TEXT, "role", "content").may(NUMBER, "createdAt")),
        "chatmessage");
    put(schema().needs(OBJECT, "reactcode"), "reactcode");
  }

  private ValueSchemas() {}

  /** The schema of a type, {@code null} for a type that nothing is known of. */
  static @Nullable ValueSchema of(String type) {
    return BY_TYPE.get(type);
  }

  private static ValueSchema schema() {
    return new ValueSchema();
  }

  private static ValueSchema box() {
    return schema().needs(PERCENT, "x", "y", "width", "height");
  }

  private static ValueSchema vertex() {
    return schema().needs(NUMBER, "x", "y").may(TEXT, "id", "prevPointId").may(FLAG, "isBezier");
  }

  /** A shape has the same value with labels and without. */
  private static void shape(String type, ValueSchema schema) {
    put(schema, type, type.concat("labels"));
  }

  private static void put(ValueSchema schema, String... types) {
    for (String type : types) {
      BY_TYPE.put(type, schema);
    }
  }
}
