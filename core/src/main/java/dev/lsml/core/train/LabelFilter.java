// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.Region;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of an annotation what the label config no longer knows (protocol §6): regions of
 * controls that are gone, and labels that are gone. Immutable and thread-safe.
 */
final class LabelFilter {
  private final LabelConfig config;

  LabelFilter(LabelConfig config) {
    this.config = config;
  }

  /** The regions that still mean something, in order. */
  List<Region> filter(List<Region> regions) {
    List<Region> kept = new ArrayList<>(regions.size());
    Set<@Nullable String> dropped = new HashSet<>();
    for (Region region : regions) {
      Region known = known(region);
      if (known == null) {
        dropped.add(region.id());
      } else {
        kept.add(known);
      }
    }
    // What was said about a region means nothing without it.
    kept.removeIf(region -> isAboutRegion(region) && dropped.contains(region.id()));
    return kept;
  }

  private boolean isAboutRegion(Region region) {
    ControlTag control = control(region);
    return control != null && control.perRegion() && region.id() != null;
  }

  private @Nullable ControlTag control(Region region) {
    String name = region.fromName();
    return name == null ? null : config.controls().get(name);
  }

  private @Nullable Region known(Region region) {
    if (region.fromName() == null) {
      return region; // a relation
    }
    ControlTag control = control(region);
    if (control == null) {
      return null;
    }
    String type = region.type();
    if (type == null
        || control.labels().isEmpty()
        || control.dynamicLabels()
        || !(region.value().get(type) instanceof List<?> labels)) {
      return region;
    }
    List<@Nullable Object> left = new ArrayList<>(labels.size());
    for (Object label : labels) {
      if (isKnown(label, control)) {
        left.add(label);
      }
    }
    if (left.size() == labels.size()) {
      return region;
    }
    return left.isEmpty() ? null : withLabels(region, type, left);
  }

  /** A taxonomy's labels are paths from the top, all others are names. */
  private static boolean isKnown(@Nullable Object label, ControlTag control) {
    if (label instanceof List<?> path) {
      return control.paths().contains(path);
    }
    return !(label instanceof String name) || control.labels().containsKey(name);
  }

  private static Region withLabels(Region region, String type, List<@Nullable Object> labels) {
    Map<String, @Nullable Object> value = new LinkedHashMap<>(region.value());
    value.put(type, labels);
    Map<String, @Nullable Object> json = new LinkedHashMap<>(region.json());
    json.put("value", value);
    return new Region(json);
  }
}
