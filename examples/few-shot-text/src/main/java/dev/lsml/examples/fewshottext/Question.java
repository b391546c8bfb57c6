// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.labelconfig.LabelTag;
import dev.lsml.core.labelconfig.ObjectTag;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.protocol.Annotation;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Predictions;
import dev.lsml.core.result.RegionBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a project asks about a text: a {@code Choices} tag and the {@code Text} tag that it labels.
 * Immutable.
 */
record Question(ControlTag control, ObjectTag object) {

  /**
   * All questions of a label config, in document order. Not among them are choices about a region
   * of the text ({@code perRegion}) and choices that come with each task ({@code value="$…"}),
   * since there is nothing that could be learned for the whole project.
   */
  static List<Question> in(LabelConfig config) {
    List<Question> questions = new ArrayList<>();
    for (ControlTag control : config.controls().values()) {
      ObjectTag text = text(control, config);
      if (control.resultType().equals("choices")
          && text != null
          && !control.perRegion()
          && !control.dynamicLabels()
          && !control.labels().isEmpty()) {
        questions.add(new Question(control, text));
      }
    }
    return questions;
  }

  private static @Nullable ObjectTag text(ControlTag control, LabelConfig config) {
    for (String name : control.toNames()) {
      ObjectTag object = config.objects().get(name);
      if (object != null && object.type().equalsIgnoreCase("Text")) {
        return object;
      }
    }
    return null;
  }

  String name() {
    return control.name();
  }

  /** The labels as results carry them. */
  List<String> labels() {
    return List.copyOf(control.labels().keySet());
  }

  /** The labels as people see them, in the same order. */
  List<String> shownLabels() {
    List<String> shown = new ArrayList<>();
    for (LabelTag label : control.labels().values()) {
      shown.add(label.value());
    }
    return shown;
  }

  boolean multiple() {
    return "multiple".equals(control.attribute("choice"));
  }

  /**
   * The task's text.
   *
   * @param context its files are asked for where the data is a text's address ({@code
   *     valueType="url"})
   * @return {@code null} when the task has none
   * @throws dev.lsml.core.files.TaskFileException when it cannot be fetched
   */
  @Nullable String text(Task task, ModelContext context) {
    String text = object.text(task.data());
    return text != null && "url".equals(object.valueType())
        ? new String(context.taskFiles().bytes(task, text), StandardCharsets.UTF_8)
        : text;
  }

  /** The labels that a person chose, out of those that the config has now. */
  Set<String> chosen(Annotation annotation) {
    Set<String> chosen = new TreeSet<>();
    for (Region region : annotation.result()) {
      if (control.name().equals(region.fromName())
          && region.value().get("choices") instanceof List<?> choices) {
        for (Object choice : choices) {
          // A nested choice is the path to it.
          Object label =
              choice instanceof List<?> path && !path.isEmpty()
                  ? path.get(path.size() - 1)
                  : choice;
          if (label instanceof String name && control.labels().containsKey(name)) {
            chosen.add(name);
          }
        }
      }
    }
    return chosen;
  }

  /** The answer with these labels, at least one. */
  RegionBuilder answer(List<String> labels) {
    RegionBuilder region =
        anyIsNested(labels)
            ? Predictions.choicePaths(control, paths(labels))
            : Predictions.choices(control, labels);
    return region.toName(object.name());
  }

  private boolean anyIsNested(List<String> labels) {
    for (String name : labels) {
      LabelTag label = control.labels().get(name);
      if (label != null && label.parent() != null) {
        return true;
      }
    }
    return false;
  }

  private List<List<String>> paths(List<String> labels) {
    List<List<String>> paths = new ArrayList<>();
    for (String name : labels) {
      LabelTag label = control.labels().get(name);
      paths.add(label == null ? List.of(name) : label.path());
    }
    return paths;
  }
}
