// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds controls, objects and labels among a config's elements, in document order. */
final class ConfigReader {
  /** What is known of a control while its descendants are read. */
  private static final class Draft {
    XmlElement tag;
    final Map<String, LabelTag> labels = new LinkedHashMap<>();
    final List<LabelTag> labelTags = new ArrayList<>();
    final List<String> buckets = new ArrayList<>();
    boolean labelsFromData;

    Draft(XmlElement tag) {
      this.tag = tag;
    }
  }

  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, ObjectTag> objects = new LinkedHashMap<>();
  private final Map<XmlElement, LabelTag> labels = new IdentityHashMap<>();

  ConfigReader(List<XmlElement> elements) {
    for (XmlElement tag : elements) {
      read(tag);
    }
  }

  private void read(XmlElement tag) {
    boolean both = Rules.isSelfReferencing(tag);
    boolean control = both || Rules.isControl(tag);
    String name = tag.attributes().getOrDefault("name", "");
    if (control) {
      Draft known = drafts.get(name);
      if (known == null) {
        drafts.put(name, new Draft(tag));
      } else {
        // Of two controls with one name the last wins and their labels merge (protocol §4.1).
        known.tag = tag;
      }
    }
    if (Rules.isLabel(tag)) {
      label(tag);
    } else if (tag.name().equals("Bucket") && !name.isEmpty()) {
      bucket(tag, name);
    } else if (both || !control && Rules.isObject(tag)) {
      objects.put(name, new ObjectTag(tag));
    }
  }

  /** Gives a label to the nearest tag around it that is named like a control. */
  private void label(XmlElement tag) {
    LabelTag parent = null;
    for (XmlElement up = tag.parent(); up != null; up = up.parent()) {
      Draft owner = drafts.get(up.attributes().getOrDefault("name", ""));
      if (owner != null) {
        label(tag, owner, parent);
        return;
      }
      parent = parent == null ? labels.get(up) : parent;
    }
  }

  private void label(XmlElement tag, Draft owner, @Nullable LabelTag parent) {
    String alias = tag.filled("alias");
    String name = alias == null ? tag.filled("value") : alias;
    if (name == null) {
      owner.labelsFromData |= tag.filled("valueList") != null;
    } else {
      LabelTag label = new LabelTag(name, parent, tag.attributes());
      labels.put(tag, label);
      owner.labels.put(name, label);
      owner.labelTags.add(label);
    }
  }

  private void bucket(XmlElement tag, String name) {
    for (XmlElement up = tag.parent(); up != null; up = up.parent()) {
      Draft ranker = drafts.get(up.attributes().getOrDefault("name", ""));
      if (ranker != null) {
        ranker.buckets.add(name);
        return;
      }
    }
  }

  Map<String, ObjectTag> objects() {
    return Collections.unmodifiableMap(objects);
  }

  Map<String, ControlTag> controls() {
    Map<String, ControlTag> controls = new LinkedHashMap<>();
    for (Map.Entry<String, Draft> draft : drafts.entrySet()) {
      controls.put(draft.getKey(), control(draft.getValue()));
    }
    return Collections.unmodifiableMap(controls);
  }

  private static ControlTag control(Draft draft) {
    XmlElement tag = draft.tag;
    String value = tag.filled("value");
    boolean dynamic =
        value != null && value.charAt(0) == '$'
            || tag.filled("apiUrl") != null
            || draft.labelsFromData;
    return new ControlTag(
        tag,
        Collections.unmodifiableMap(draft.labels),
        Collections.unmodifiableList(draft.labelTags),
        Collections.unmodifiableList(draft.buckets),
        // The value of a Chat or ReactCode is what it shows, not its labels.
        dynamic && !Rules.isSelfReferencing(tag));
  }
}
