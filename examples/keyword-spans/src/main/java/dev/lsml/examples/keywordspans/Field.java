// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.keywordspans;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.labelconfig.ObjectTag;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.CodePoints;
import dev.lsml.core.result.RegionBuilder;
import dev.lsml.core.result.Spans;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code Labels} tag and the {@code Text} that it labels. Immutable. */
record Field(ControlTag control, ObjectTag object) {

  /**
   * A labelled piece of a text.
   *
   * @param start index into the Java string
   * @param end exclusive
   */
  record Span(int start, int end, List<String> labels) {}

  /** All of a label config, in document order. */
  static List<Field> in(LabelConfig config) {
    List<Field> fields = new ArrayList<>();
    for (ControlTag control : config.controls().values()) {
      String type = control.resultType();
      if (type.equals("labels") || type.equals("hypertextlabels")) {
        for (String name : control.toNames()) {
          ObjectTag object = config.objects().get(name);
          if (object != null && object.type().equalsIgnoreCase("Text")) {
            fields.add(new Field(control, object));
          }
        }
      }
    }
    return fields;
  }

  String name() {
    return control.name();
  }

  List<String> labels() {
    return List.copyOf(control.labels().keySet());
  }

  /**
   * The task's text, empty when it has none.
   *
   * @throws dev.lsml.core.files.TaskFileException when it is behind a URL and cannot be fetched
   */
  String text(Task task, ModelContext context) {
    String text = object.text(task.data());
    if (text != null && "url".equals(object.valueType())) {
      return new String(context.taskFiles().bytes(task, text), StandardCharsets.UTF_8);
    }
    return text == null ? "" : text;
  }

  /**
   * The piece that a region labels, {@code null} when it is another control's or not in the text.
   */
  @Nullable Span span(Region region, String text) {
    if (!name().equals(region.fromName()) || !object.name().equals(region.toName())) {
      return null;
    }
    if (region.value().get("start") instanceof Number start
        && region.value().get("end") instanceof Number end) {
      try {
        // Label Studio counts code points, of which an emoji is one; Java's strings have two chars.
        int from = CodePoints.index(text, start.intValue());
        int to = CodePoints.index(text, end.intValue());
        return from < to ? new Span(from, to, labels(region)) : null;
      } catch (IllegalArgumentException e) {
        return null; // the text was changed since
      }
    }
    return null;
  }

  private List<String> labels(Region region) {
    List<String> labels = new ArrayList<>();
    if (region.value().get(control.resultType()) instanceof List<?> list) {
      for (Object label : list) {
        if (label instanceof String name && control.labels().containsKey(name)) {
          labels.add(name);
        }
      }
    }
    return labels;
  }

  /** An answer. */
  RegionBuilder answer(String text, Span span) {
    return Spans.text(control, text, span.start, span.end, span.labels.toArray(String[]::new))
        .toName(object.name());
  }
}
