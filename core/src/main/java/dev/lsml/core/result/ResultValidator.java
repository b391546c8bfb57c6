// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a prediction what Label Studio would refuse or what its editor would fail on
 * (protocol §3.5): Label Studio rejects a whole batch for one bad region. Thread-safe: no state.
 */
public final class ResultValidator {
  private ResultValidator() {}

  /**
   * Checks every item against the config. Bad regions are left out, and so are relations to them. A
   * score beyond 0 to 1 is moved to the nearer end; one that is not a number is removed.
   */
  public static CheckedPrediction check(LabelConfig config, Prediction prediction) {
    List<ResultProblem> problems = new ArrayList<>(0);
    Double score = score(prediction.score(), problems);
    List<@Nullable Region> kept = new ArrayList<>(prediction.result());
    // In this order, since labels may lean on the shape of their id and relations on any item:
    // what leans on an item that is left out is left out too.
    RegionCheck check = new RegionCheck(config);
    regions(kept, check, false, problems);
    regions(kept, check, true, problems);
    relations(kept, problems);
    if (problems.isEmpty()) {
      return new CheckedPrediction(prediction, problems);
    }
    problems.sort(Comparator.comparingInt(ResultProblem::region));
    List<Region> result = new ArrayList<>(kept.size());
    for (Region region : kept) {
      if (region != null) {
        result.add(region);
      }
    }
    return new CheckedPrediction(
        new Prediction(result, score, prediction.modelVersion()), problems);
  }

  private static @Nullable Double score(@Nullable Double score, List<ResultProblem> problems) {
    if (score == null || score >= 0 && score <= 1) {
      return score;
    }
    problems.add(
        new ResultProblem(
            -1, ResultRule.SCORE, "Score must be between 0.00 and 1.00 inclusive, got " + score));
    return score.isNaN() ? null : Double.valueOf(score < 0 ? 0 : 1);
  }

  /** Checks the {@code labels} items, or all others but relations, and nulls the bad ones. */
  private static void regions(
      List<@Nullable Region> kept,
      RegionCheck check,
      boolean labels,
      List<ResultProblem> problems) {
    for (int i = 0; i < kept.size(); i++) {
      Region given = kept.get(i);
      if (given != null && !isRelation(given) && "labels".equals(given.type()) == labels) {
        Region region = withFiniteScore(i, given, problems);
        List<ResultProblem> found = check.problems(i, region);
        problems.addAll(found);
        kept.set(i, found.isEmpty() ? region : null);
        if (found.isEmpty()) {
          check.stays(region);
        }
      }
    }
  }

  private static void relations(List<@Nullable Region> kept, List<ResultProblem> problems) {
    Set<String> ids = new HashSet<>();
    for (Region region : kept) {
      String id = region == null || isRelation(region) ? null : region.id();
      if (id != null) {
        ids.add(id);
      }
    }
    for (int i = 0; i < kept.size(); i++) {
      Region region = kept.get(i);
      if (region != null && isRelation(region)) {
        List<ResultProblem> found = RelationCheck.problems(i, region, ids);
        problems.addAll(found);
        if (!found.isEmpty()) {
          kept.set(i, null);
        }
      }
    }
  }

  private static boolean isRelation(Region region) {
    return "relation".equals(region.type());
  }

  /** A region is worth keeping without its score. */
  private static Region withFiniteScore(int index, Region region, List<ResultProblem> problems) {
    if (!(region.json().get("score") instanceof Number score)
        || Double.isFinite(score.doubleValue())) {
      return region;
    }
    problems.add(
        new ResultProblem(
            index,
            ResultRule.SCORE,
            "Region " + index + ": Score must be a valid number, got " + score));
    Map<String, @Nullable Object> json = new LinkedHashMap<>(region.json());
    json.remove("score");
    return new Region(json);
  }
}
