// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tag that a person fills in, such as {@code <Choices name="sentiment" toName="text">} (protocol
 * §4.2). Immutable and thread-safe.
 */
public final class ControlTag {
  private final XmlElement element;
  private final String name;
  private final String type;
  private final String resultType;
  private final List<String> toNames;
  private final Map<String, String> attributes;
  private final Map<String, LabelTag> labels;
  private final List<LabelTag> labelTags;
  private final List<String> buckets;
  private final boolean dynamicLabels;
  private final @Nullable String repeatFlag;

  ControlTag(
      XmlElement element,
      Map<String, LabelTag> labels,
      List<LabelTag> labelTags,
      List<String> buckets,
      boolean dynamicLabels) {
    this.element = element;
    this.name = element.attributes().getOrDefault("name", "");
    this.type = Rules.controlType(element);
    String lower = type.toLowerCase(Locale.ROOT);
    this.resultType = lower.equals("htmllabels") ? "hypertextlabels" : lower;
    this.toNames = List.copyOf(Rules.toNames(element));
    this.attributes = element.attributes();
    this.labels = labels;
    this.labelTags = labelTags;
    this.buckets = buckets;
    this.dynamicLabels = dynamicLabels;
    this.repeatFlag = Repeated.flag(element);
  }

  /** What {@code from_name} says. */
  public String name() {
    return name;
  }

  /**
   * The tag as written, such as {@code Choices}; {@code ChatMessage} for a {@code Chat}, whose
   * control side has that name.
   */
  public String type() {
    return type;
  }

  /** The {@code type} of this control's results: the tag in lower case, aliases resolved. */
  public String resultType() {
    return resultType;
  }

  /** The names of the objects it labels, trimmed; more than one for {@code Pairwise} and a few. */
  public List<String> toNames() {
    return toNames;
  }

  /**
   * The first of the objects' names.
   *
   * @throws LabelConfigException when {@code toName} lists none
   */
  public String toName() {
    if (toNames.isEmpty()) {
      throw new LabelConfigException(
          "Control '" + name + "' has no object",
          "its toName is empty",
          "Set toName to the name of an object tag");
    }
    return toNames.get(0);
  }

  /** All XML attributes as written, in order. */
  public Map<String, String> attributes() {
    return attributes;
  }

  /** The attribute's value, {@code null} when absent. */
  public @Nullable String attribute(String key) {
    return attributes.get(key);
  }

  /**
   * The labels by the name that results carry ({@code alias}, else {@code value}), in order. Nested
   * choices are among them; of two with one name the last is kept at the place of the first.
   */
  public Map<String, LabelTag> labels() {
    return labels;
  }

  /**
   * The path of every label from the top, such as {@code [[Animal], [Animal, Dog]]}, in document
   * order: what a {@code Taxonomy} takes as values. Unlike {@link #labels} it keeps equal names on
   * different branches.
   */
  public List<List<String>> paths() {
    List<List<String>> paths = new ArrayList<>(labelTags.size());
    for (LabelTag label : labelTags) {
      paths.add(label.path());
    }
    return paths;
  }

  /** The names of the {@code <Bucket>} tags of a {@code Ranker}; empty for one ranked list. */
  public List<String> buckets() {
    return buckets;
  }

  /**
   * Whether labels come from the task's data or from a URL, so that the config cannot tell which
   * labels are right.
   */
  public boolean dynamicLabels() {
    return dynamicLabels;
  }

  /** Whether it is filled in once per region rather than once per task. */
  public boolean perRegion() {
    return "true".equals(attributes.get("perRegion"));
  }

  /** When a per-region control is shown, {@code null} for always. */
  public @Nullable Conditional conditional() {
    return perRegion() ? Rules.conditional(attributes) : null;
  }

  /**
   * A parameter for the model, as people write it on the tag: {@code
   * modelAttribute("score_threshold")} reads {@code model_score_threshold="0.25"}.
   *
   * @return {@code null} when absent
   */
  public @Nullable String modelAttribute(String key) {
    return attributes.get("model_".concat(key));
  }

  /**
   * A number for the model; see {@link #modelAttribute(String)}.
   *
   * @throws LabelConfigException when it is present and not a finite number
   */
  public double modelAttribute(String key, double whenAbsent) {
    String text = attributes.get("model_".concat(key));
    if (text == null || text.isBlank()) {
      return whenAbsent;
    }
    try {
      double number = Double.parseDouble(text.trim());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, together with NaN and the infinities.
    }
    throw new LabelConfigException(
        "Attribute model_" + key + " of control '" + name + "' is not a number",
        "it is \"" + text + "\"",
        "Write a number such as 0.25");
  }

  /**
   * Which of this control's labels stands for which class of a model: see {@link LabelMap}.
   *
   * @param modelClassNames all classes that the model can answer
   */
  public LabelMap labelMap(Collection<String> modelClassNames) {
    return LabelMap.of(labels.values(), modelClassNames);
  }

  /**
   * For a control inside a {@code <Repeater>}: the control of one item, whose name has the item's
   * number in place of the placeholder. Any other control is returned as it is.
   *
   * @param index counts from 0
   */
  public ControlTag at(int index) {
    return repeatFlag == null
        ? this
        : new ControlTag(
            Repeated.at(element, repeatFlag, index), labels, labelTags, buckets, dynamicLabels);
  }

  /** This control for the item whose results carry that name, {@code null} when none do. */
  @Nullable ControlTag forName(String wanted) {
    int index = Repeated.index(name, repeatFlag, wanted);
    return index < 0 ? null : at(index);
  }

  @Override
  public String toString() {
    return "<" + type + " name=\"" + name + "\" toName=\"" + String.join(",", toNames) + "\">";
  }
}
