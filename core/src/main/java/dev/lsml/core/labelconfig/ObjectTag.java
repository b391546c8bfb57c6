// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tag that shows something of the task, such as {@code <Text name="text" value="$review"/>}
 * (protocol §4.2). Immutable and thread-safe.
 */
public final class ObjectTag {
  private final XmlElement element;
  private final String name;
  private final String type;
  private final Map<String, String> attributes;
  private final @Nullable String repeatFlag;

  ObjectTag(XmlElement element) {
    this.element = element;
    this.name = element.attributes().getOrDefault("name", "");
    this.type = element.name();
    this.attributes = element.attributes();
    this.repeatFlag = Repeated.flag(element);
  }

  /** What {@code to_name} says. */
  public String name() {
    return name;
  }

  /** The tag as written, such as {@code Text}. */
  public String type() {
    return type;
  }

  /** All XML attributes as written, in order. */
  public Map<String, String> attributes() {
    return attributes;
  }

  /** The attribute's value, {@code null} when absent. */
  public @Nullable String attribute(String key) {
    return attributes.get(key);
  }

  /** The {@code value} as written, such as {@code $review}; {@code null} when absent. */
  public @Nullable String value() {
    return attributes.get("value");
  }

  /** The {@code valueList} of a multi-page object; {@code null} for all others. */
  public @Nullable String valueList() {
    String list = attributes.get("valueList");
    return list == null || list.isEmpty() ? null : list;
  }

  /** Whether the data is inline or behind a URL; {@code null} for the type's default. */
  public @Nullable String valueType() {
    return attributes.get("valueType");
  }

  /**
   * The key of the task's data that it shows, such as {@code review}; {@code null} when it shows a
   * literal, or several keys in a text.
   */
  public @Nullable String variable() {
    String list = valueList();
    return Variables.single(list == null ? value() : list);
  }

  /**
   * What it shows of a task (protocol §4.3): a key of the data that is literally the variable's
   * name, else the path by dots and {@code [n]}, else the key {@code $undefined$} of tasks imported
   * before the project had a config. Text around variables makes a template; a value without any is
   * itself.
   *
   * @param data a task's data, as plain JDK values
   * @return a value of the data, a string for templates and literals, always a list for a {@code
   *     valueList}; {@code null} when the data has nothing there
   */
  public @Nullable Object resolve(Map<String, ? extends @Nullable Object> data) {
    String list = valueList();
    if (list == null) {
      return Variables.resolve(value(), data);
    }
    Object value = Variables.resolve(list, data);
    return value == null || value instanceof List<?> ? value : Collections.singletonList(value);
  }

  /**
   * What it shows of a task, as text: strings as they are, numbers and booleans as written in JSON.
   *
   * @return {@code null} when the data has nothing there, or a list or an object
   */
  public @Nullable String text(Map<String, ? extends @Nullable Object> data) {
    return Variables.text(resolve(data));
  }

  /**
   * For an object inside a {@code <Repeater>}: the object of one item, whose name and value have
   * the item's number in place of the placeholder. Any other object is returned as it is.
   *
   * @param index counts from 0
   */
  public ObjectTag at(int index) {
    return repeatFlag == null ? this : new ObjectTag(Repeated.at(element, repeatFlag, index));
  }

  /** This object for the item whose results carry that name, {@code null} when none do. */
  @Nullable ObjectTag forName(String wanted) {
    int index = Repeated.index(name, repeatFlag, wanted);
    return index < 0 ? null : at(index);
  }

  @Override
  public String toString() {
    String list = valueList();
    return "<"
        + type
        + " name=\""
        + name
        + (list == null ? "\" value=\"" + value() : "\" valueList=\"" + list)
        + "\">";
  }
}
