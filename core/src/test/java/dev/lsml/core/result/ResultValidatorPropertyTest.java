// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import static dev.lsml.core.result.BuilderFixture.control;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a model answers, what leaves can be written and needs no second check. */
class ResultValidatorPropertyTest {
  private static final List<@Nullable Object> NOISE =
      Arrays.asList(
          null,
          "x",
          "",
          0L,
          -1L,
          200L,
          0.5,
          Double.NaN,
          true,
          List.of(),
          Map.of(),
          new Object(),
          List.of("Car"),
          List.of(1L),
          List.of(List.of("a")),
          Map.of("a", Double.NaN),
          "text");

  @Test
  void damagedPredictionsBecomeCleanOnes() {
    Random random = new Random(4);
    int clean = 0;
    int damaged = 0;
    for (int round = 0; round < 5000; round++) {
      List<Region> regions = new ArrayList<>();
      for (Region region : good(random)) {
        regions.add(random.nextInt(3) == 0 ? damaged(region, random) : region);
      }

      CheckedPrediction checked =
          ResultValidator.check(BuilderFixture.CONFIG, Prediction.of(regions, 0.5));

      assertThat(ResultValidator.check(BuilderFixture.CONFIG, checked.prediction()).problems())
          .as("round %d: %s", round, checked.problems())
          .isEmpty();
      for (Region region : checked.prediction().result()) {
        assertThat(Json.bytes(region.json())).isNotEmpty();
      }
      assertThat(checked.problems())
          .extracting(ResultProblem::region)
          .isSorted()
          .allMatch(index -> index >= 0 && index < regions.size());
      clean += checked.problems().isEmpty() ? 1 : 0;
      damaged += checked.problems().isEmpty() ? 0 : 1;
    }
    assertThat(clean).isGreaterThan(100);
    assertThat(damaged).isGreaterThan(1000);
  }

  private static List<Region> good(Random random) {
    RegionIds ids = RegionIds.seeded(random.nextLong());
    Box box = new Box(1, 2, 3, 4);
    RegionBuilder one = Spans.text(control("entities"), "Ann at ACME", 0, 3, "PER").ids(ids);
    RegionBuilder two =
        Shapes.rectangle(control("bareBox"), box)
            .ids(ids)
            .with(Predictions.labels(control("things"), "Car"))
            .with(Predictions.choices(control("color"), "red"));
    RegionBuilder three =
        Tracks.rectangle(control("track"), new VideoLength(30, 1), List.of(new BoxFrame(1, box)))
            .ids(ids)
            .labels(control("objects"), "Car");
    return Predictions.of(one, two, three, Predictions.rating(control("rate"), 3).ids(ids))
        .relation(one, two, "on")
        .relation(two, three)
        .prediction()
        .result();
  }

  private static Region damaged(Region region, Random random) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(region.json());
    Map<String, @Nullable Object> place = json;
    if (random.nextBoolean() && !region.value().isEmpty()) {
      place = new LinkedHashMap<>(region.value());
      json.put("value", place);
    }
    String key = new ArrayList<>(place.keySet()).get(random.nextInt(place.size()));
    if (random.nextInt(4) == 0) {
      place.remove(key);
    } else {
      place.put(key, NOISE.get(random.nextInt(NOISE.size())));
    }
    return new Region(json);
  }
}
