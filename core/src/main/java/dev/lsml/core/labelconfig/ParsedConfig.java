// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What Label Studio's {@code parse_config} makes of a config, rule by rule (protocol §4.1). */
final class ParsedConfig {
  private final Function<String, List<String>> splitter;
  private final Map<String, Map<String, @Nullable Object>> controls = new LinkedHashMap<>();
  private final Map<String, Map<String, @Nullable Object>> inputs = new LinkedHashMap<>();
  private final Map<String, Map<String, Map<String, String>>> labels = new LinkedHashMap<>();
  private final List<String> indexFlags = new ArrayList<>();

  private ParsedConfig(Function<String, List<String>> splitter) {
    this.splitter = splitter;
  }

  static Map<String, @Nullable Object> of(
      List<XmlElement> elements, Function<String, List<String>> splitter) {
    ParsedConfig parsed = new ParsedConfig(splitter);
    for (XmlElement tag : elements) {
      parsed.read(tag);
    }
    return parsed.result();
  }

  private void read(XmlElement tag) {
    String flag = tag.attribute("indexFlag");
    if (flag != null) {
      indexFlags.add(flag);
    }
    String name = tag.attributes().getOrDefault("name", "");
    if (Rules.isControl(tag)) {
      controls.put(name, control(tag));
    } else if (Rules.isObject(tag)) {
      inputs.put(name, input(tag));
    }
    if (Rules.isLabel(tag)) {
      label(tag);
    }
  }

  private Map<String, @Nullable Object> control(XmlElement tag) {
    Map<String, @Nullable Object> control = new LinkedHashMap<>();
    List<String> toNames = splitter.apply(tag.attributes().getOrDefault("toName", ""));
    control.put("type", tag.name());
    control.put("to_name", toNames);
    Map<String, @Nullable Object> regex = new LinkedHashMap<>();
    for (String flag : indexFlags) {
      for (String toName : toNames) {
        if (toName.contains(flag)) {
          regex.put(flag, ".*");
        }
      }
    }
    if (!regex.isEmpty()) {
      control.put("regex", regex);
    }
    Conditional when =
        "true".equals(tag.attribute("perRegion")) ? Rules.conditional(tag.attributes()) : null;
    if (when != null) {
      Map<String, @Nullable Object> conditionals = new LinkedHashMap<>();
      conditionals.put("type", when.type());
      conditionals.put("name", when.name());
      control.put("conditionals", conditionals);
    }
    if (isPlainVariable(tag.filled("value")) || tag.filled("apiUrl") != null) {
      control.put("dynamic_labels", true);
    }
    return control;
  }

  private static Map<String, @Nullable Object> input(XmlElement tag) {
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    input.put("type", tag.name());
    input.put("valueType", tag.attribute("valueType"));
    String key = tag.attribute("value") != null ? "value" : "valueList";
    String value = tag.attributes().getOrDefault(key, "");
    int start = 0;
    while (start < value.length() && value.charAt(start) == '$') {
      start++;
    }
    input.put(key, value.substring(start));
    return input;
  }

  private void label(XmlElement tag) {
    for (XmlElement up = tag.parent(); up != null; up = up.parent()) {
      String owner = up.attribute("name");
      if (owner != null && controls.containsKey(owner)) {
        for (String key : new String[] {"alias", "value", "valueList"}) {
          String name = tag.filled(key);
          if (name != null) {
            labels
                .computeIfAbsent(owner, ignored -> new LinkedHashMap<>())
                .put(name, tag.attributes());
            return;
          }
        }
        return;
      }
    }
  }

  private Map<String, @Nullable Object> result() {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    controls.forEach(
        (name, control) -> {
          List<@Nullable Object> known = new ArrayList<>();
          for (Object toName : (List<?>) java.util.Objects.requireNonNull(control.get("to_name"))) {
            Map<String, @Nullable Object> input = inputs.get(toName);
            if (input != null) {
              known.add(input);
            }
          }
          Map<String, Map<String, String>> own = labels.getOrDefault(name, Map.of());
          control.put("inputs", known);
          control.put("labels", new ArrayList<>(own.keySet()));
          control.put("labels_attrs", own);
          result.put(name, control);
        });
    return result;
  }

  /** {@code $opts}, but neither {@code $opts.list} nor {@code $opts1}. */
  private static boolean isPlainVariable(@Nullable String value) {
    if (value == null || value.length() < 2 || value.charAt(0) != '$') {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_')) {
        return false;
      }
    }
    return true;
  }
}
