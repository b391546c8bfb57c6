// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of a prediction while it is made (protocol §3.1); {@link Predictions}, {@link Spans},
 * {@link Shapes} and {@link Tracks} start it. Every method changes this builder and returns it. Not
 * thread-safe.
 */
public final class RegionBuilder {
  private final ControlTag control;
  private final String type;

  /** The key of the value that is the control's own; the others say where the region is. */
  private final String ownKey;

  private final Map<String, @Nullable Object> value = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
  private final List<RegionBuilder> attached = new ArrayList<>(0);
  private String toName;
  private RegionIds ids = RegionIds.random();
  private @Nullable String id;
  private @Nullable Double score;

  RegionBuilder(ControlTag control, String type, String ownKey) {
    this.control = control;
    this.type = type;
    this.ownKey = ownKey;
    this.toName = control.toName();
  }

  /**
   * How sure the model is of this region.
   *
   * @throws IllegalArgumentException when it is not from 0 to 1
   */
  public RegionBuilder score(double newScore) {
    score = Checks.score(newScore);
    return this;
  }

  @Nullable Double score() {
    return score;
  }

  /**
   * Sets the region's id, to which relations refer; made up if never set.
   *
   * @throws IllegalArgumentException when it has other characters than {@code A-Z a-z 0-9 _ -}
   */
  public RegionBuilder id(String newId) {
    boolean ok = !newId.isEmpty();
    for (int i = 0; i < newId.length(); i++) {
      char c = newId.charAt(i);
      ok &= c < 0x80 && Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
    if (!ok) {
      throw new IllegalArgumentException(
          "a region's id has one or more characters out of A-Z a-z 0-9 _ -, but is '"
              + newId
              + "'");
    }
    id = newId;
    return this;
  }

  /** The region's id; from the first call on it is fixed. */
  public String id() {
    String known = id;
    if (known == null) {
      known = ids.next();
      id = known;
    }
    return known;
  }

  /** Where the id comes from if none is set. */
  public RegionBuilder ids(RegionIds source) {
    ids = source;
    return this;
  }

  /**
   * Names the object that is labelled, for controls that have several; the first if never set.
   *
   * @throws IllegalArgumentException when the control's {@code toName} does not list it
   */
  public RegionBuilder toName(String name) {
    if (!control.toNames().contains(name)) {
      throw new IllegalArgumentException(
          "Control '"
              + control.name()
              + "' does not label '"
              + name
              + "'. Its toName lists "
              + Checks.shown(control.toNames())
              + ".");
    }
    toName = name;
    return this;
  }

  RegionBuilder toOwnName() {
    toName = control.name();
    return this;
  }

  /** Says how large the image is in pixels, which exporters need. */
  public RegionBuilder image(ImageSize size) {
    fields.put("original_width", (long) size.width());
    fields.put("original_height", (long) size.height());
    fields.put("image_rotation", 0L);
    return this;
  }

  /** Says how long the audio is, in seconds. */
  public RegionBuilder audioLength(double seconds) {
    return field("original_length", Checks.finite(seconds, "the audio's length"));
  }

  /** Says on which page of a multi-page object the region is, counted from 0. */
  public RegionBuilder page(int itemIndex) {
    return field("item_index", (long) itemIndex);
  }

  /** Adds a note that people can read beside the region. */
  public RegionBuilder note(String text) {
    return field("meta", Map.of("text", List.of(text)));
  }

  /** Makes this region a child of another one. */
  public RegionBuilder parent(RegionBuilder region) {
    return field("parentID", region.id());
  }

  /** Keeps people from changing the region. */
  public RegionBuilder readOnly() {
    return field("readonly", true);
  }

  /** Sets any other key beside {@code value}, as plain JDK values; see {@link Region}. */
  public RegionBuilder field(String key, @Nullable Object json) {
    fields.put(key, json);
    return this;
  }

  /** Sets any other key of {@code value}, such as the {@code channel} of audio. */
  public RegionBuilder value(String key, @Nullable Object json) {
    value.put(key, json);
    return this;
  }

  /**
   * Names the labels of a video track or of a shape without labels of its own: they come from a
   * {@code <Labels>} tag on the same object, but stand in this region.
   *
   * @throws IllegalArgumentException when that tag has no such label
   */
  public RegionBuilder labels(ControlTag labelsTag, String... labels) {
    Checks.type(labelsTag, "labels");
    List<String> list = List.of(labels);
    Checks.labels(labelsTag, list);
    return value("labels", list);
  }

  /**
   * Adds the answer of a per-region control about this very region, or the labels of a {@code
   * <Labels>} tag beside a tag for shapes. It gets this region's id and place.
   *
   * @throws IllegalArgumentException when its control is neither per-region nor {@code Labels}, or
   *     labels another object
   */
  public RegionBuilder with(RegionBuilder answer) {
    if (!answer.control.perRegion() && !answer.type.equals("labels")) {
      throw new IllegalArgumentException(
          "Control '"
              + answer.control.name()
              + "' is not filled in per region. Add perRegion=\"true\" to its tag, or predict it"
              + " beside the region rather than with it.");
    }
    answer.toName(toName);
    attached.add(answer);
    return this;
  }

  /** This item alone, without what was added by {@link #with}. */
  public Region region() {
    return item(type, control, value, fields, score);
  }

  /** This item and what was added by {@link #with}. */
  public List<Region> regions() {
    List<Region> regions = new ArrayList<>(1 + attached.size());
    regions.add(region());
    for (RegionBuilder answer : attached) {
      Map<String, @Nullable Object> place = new LinkedHashMap<>(value);
      place.remove(ownKey);
      place.putAll(answer.value);
      Map<String, @Nullable Object> all = new LinkedHashMap<>(fields);
      all.putAll(answer.fields);
      regions.add(item(answer.type, answer.control, place, all, answer.score));
    }
    return regions;
  }

  /** A prediction of this alone, under the version in force, with this score. */
  public Prediction prediction() {
    return new PredictionBuilder().add(this).prediction();
  }

  private Region item(
      String itemType,
      ControlTag itemControl,
      Map<String, @Nullable Object> itemValue,
      Map<String, @Nullable Object> itemFields,
      @Nullable Double itemScore) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id());
    json.put("from_name", itemControl.name());
    json.put("to_name", toName);
    json.put("type", itemType);
    json.put("value", new LinkedHashMap<>(itemValue));
    if (itemScore != null) {
      json.put("score", itemScore);
    }
    json.putAll(itemFields);
    return new Region(json);
  }
}
