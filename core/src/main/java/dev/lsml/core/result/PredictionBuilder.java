// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several regions on the way to one prediction. Every method changes this builder and returns it.
 * Not thread-safe.
 */
public final class PredictionBuilder {
  private final List<Region> result = new ArrayList<>();
  private @Nullable Double score;
  private double scoreSum;
  private int scores;

  /** Starts with no regions. */
  public PredictionBuilder() {}

  /** Adds a region and the answers that belong to it. */
  public PredictionBuilder add(RegionBuilder region) {
    result.addAll(region.regions());
    Double regionScore = region.score();
    if (regionScore != null) {
      scoreSum += regionScore;
      scores++;
    }
    return this;
  }

  /** Adds a region given as JSON. */
  public PredictionBuilder add(Region region) {
    result.add(region);
    return this;
  }

  /** Adds a relation from one region to another; see {@link #relation}. */
  public PredictionBuilder relation(RegionBuilder from, RegionBuilder to, String... labels) {
    return relation(from, to, Direction.RIGHT, labels);
  }

  /**
   * Adds a relation between two regions, which have to be added too.
   *
   * @param labels such as {@code works_for}; none for a plain arrow
   */
  public PredictionBuilder relation(
      RegionBuilder from, RegionBuilder to, Direction direction, String... labels) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", "relation");
    json.put("from_id", from.id());
    json.put("to_id", to.id());
    json.put("direction", direction.json());
    if (labels.length > 0) {
      json.put("labels", List.of(labels));
    }
    result.add(new Region(json));
    return this;
  }

  /**
   * How sure the model is of the whole; if never set, the mean of the scores that the added regions
   * have, and none when none has any.
   *
   * @throws IllegalArgumentException when it is not from 0 to 1
   */
  public PredictionBuilder score(double newScore) {
    score = Checks.score(newScore);
    return this;
  }

  /** The prediction, under the version in force. */
  public Prediction prediction() {
    Double whole = score == null && scores > 0 ? Double.valueOf(scoreSum / scores) : score;
    return Prediction.of(result, whole);
  }
}
