// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A project's label config (protocol §4). Immutable and thread-safe.
 *
 * <pre>{@code
 * TagPair tags = labelConfig.first("Choices", "Text");
 * String text = tags.object().text(task.data());
 * }</pre>
 */
public final class LabelConfig {
  private final String xml;
  private final List<XmlElement> elements;
  private final Map<String, ControlTag> controls;
  private final Map<String, ObjectTag> objects;

  private LabelConfig(String xml, List<XmlElement> elements) {
    this.xml = xml;
    this.elements = elements;
    ConfigReader reader = new ConfigReader(elements);
    this.controls = reader.controls();
    this.objects = reader.objects();
  }

  /**
   * Reads a config. Case matters in attributes and in the tags of labels, as in Label Studio.
   *
   * @param xml the config's text; {@code null} and blank give a config without tags
   * @throws LabelConfigException when it is not well-formed, declares a document type, or is longer
   *     than 4 Mi characters, nested deeper than 256 levels or made of more than 200,000 tags
   */
  public static LabelConfig parse(@Nullable String xml) {
    return xml == null || xml.isBlank()
        ? new LabelConfig(xml == null ? "" : xml, List.of())
        : new LabelConfig(xml, XmlReader.read(xml));
  }

  /** The text as given; empty for {@code null}. */
  public String xml() {
    return xml;
  }

  /** All controls by name, in document order. */
  public Map<String, ControlTag> controls() {
    return controls;
  }

  /** All objects by name, in document order. */
  public Map<String, ObjectTag> objects() {
    return objects;
  }

  /**
   * The control of that name.
   *
   * @throws LabelConfigException when there is none
   */
  public ControlTag control(String name) {
    return Lookup.named(name, controls, "control");
  }

  /**
   * The control that a result's {@code from_name} means: that of the name, else one inside a {@code
   * <Repeater>} with the number filled in ({@code c_0} for <code>c_{{idx}}</code>).
   *
   * @return {@code null} when there is none
   */
  public @Nullable ControlTag findControl(String fromName) {
    ControlTag exact = controls.get(fromName);
    if (exact == null) {
      for (ControlTag control : controls.values()) {
        ControlTag copy = control.forName(fromName);
        if (copy != null) {
          return copy;
        }
      }
    }
    return exact;
  }

  /**
   * The object that a result's {@code to_name} means; see {@link #findControl}.
   *
   * @return {@code null} when there is none
   */
  public @Nullable ObjectTag findObject(String toName) {
    ObjectTag exact = objects.get(toName);
    if (exact == null) {
      for (ObjectTag object : objects.values()) {
        ObjectTag copy = object.forName(toName);
        if (copy != null) {
          return copy;
        }
      }
    }
    return exact;
  }

  /**
   * The only control.
   *
   * @throws LabelConfigException when there is none or more than one
   */
  public ControlTag control() {
    return Lookup.only(controls, "control");
  }

  /**
   * The object of that name.
   *
   * @throws LabelConfigException when there is none
   */
  public ObjectTag object(String name) {
    return Lookup.named(name, objects, "object");
  }

  /**
   * The only object.
   *
   * @throws LabelConfigException when there is none or more than one
   */
  public ObjectTag object() {
    return Lookup.only(objects, "object");
  }

  /**
   * The first control of a type that labels an object of a type; case is ignored. Controls are
   * tried in document order, the objects of each in the order of its {@code toName}.
   *
   * @param controlType such as {@code Choices}
   * @param objectType such as {@code Text}
   * @throws LabelConfigException when there is none
   */
  public TagPair first(String controlType, String objectType) {
    return first(Set.of(controlType), Set.of(objectType));
  }

  /**
   * The first control of one of several types; see {@link #first(String, String)}.
   *
   * @throws LabelConfigException when there is none
   */
  public TagPair first(Set<String> controlTypes, Set<String> objectTypes) {
    return Lookup.first(this, controlTypes, objectTypes, null, null);
  }

  /**
   * The first pair whose names pass two tests too; see {@link #first(String, String)}.
   *
   * @param controlName is given the control's name in lower case
   * @param objectName is given the object's name in lower case
   * @throws LabelConfigException when there is none
   */
  public TagPair first(
      Set<String> controlTypes,
      Set<String> objectTypes,
      Predicate<String> controlName,
      Predicate<String> objectName) {
    return Lookup.first(this, controlTypes, objectTypes, controlName, objectName);
  }

  /**
   * What Label Studio stores as {@code parsed_label_config}, as plain JDK values: by control name
   * its {@code type}, {@code to_name}, {@code inputs}, {@code labels}, {@code labels_attrs} and,
   * where they apply, {@code dynamic_labels}, {@code conditionals} and {@code regex}. Spaces around
   * the names in {@code toName} do not count.
   */
  public Map<String, @Nullable Object> parsed() {
    return ParsedConfig.of(elements, Rules::split);
  }

  /**
   * The same with the quirk of the Python original, which does not trim the names in {@code toName}
   * and so finds no object named {@code " b"}.
   */
  public Map<String, @Nullable Object> parsedStrictly() {
    return ParsedConfig.of(elements, Rules::splitStrictly);
  }

  /** The controls and objects, for logs. */
  @Override
  public String toString() {
    return controls.values() + " on " + objects.values();
  }
}
