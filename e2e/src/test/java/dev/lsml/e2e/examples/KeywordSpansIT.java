// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.examples;

import static dev.lsml.testkit.PredictionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.result.Spans;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeywordSpansIT {
  private static final String CONFIG =
      "<View><Labels name='entities' toName='text' smart='true'><Label value='Person'/>"
          + "<Label value='Place'/></Labels><Text name='text' value='$text'/></View>";
  private static final String SELECTED = "😀 Anna met Anna";

  @RegisterExtension static final LiveExample LIVE = new LiveExample("keyword-spans", CONFIG);

  @Test
  void aSelectedNameIsSuggestedEverywhereAndPredictedInOtherTextsAfterTraining() throws Exception {
    LIVE.importTasks(List.of(Map.of("text", SELECTED), Map.of("text", "👍🏽 anna!")));
    Region first =
        Spans.text(LabelConfig.parse(CONFIG).control("entities"), SELECTED, 3, 7, "Person")
            .region();

    JsonView suggested = LIVE.suggest(LIVE.tasks().get(0), List.of(first));

    assertThat(suggested.get("result").items())
        .extracting(region -> region.get("value").get("start").whole())
        .containsExactly(2L, 11L);
    assertThat(LIVE.retrievePredictions()).allSatisfy(p -> assertThat(p).isEmpty());

    LIVE.annotate(
        LIVE.tasks().get(0),
        suggested.get("result").items().stream().map(r -> new Region(r.object())).toList());
    LIVE.train();
    Prediction other = LIVE.retrievePredictions().get(1);

    assertThat(other.result()).hasSize(1);
    assertThat(other.result().get(0).value())
        .containsEntry("start", 3L)
        .containsEntry("end", 7L)
        .containsEntry("text", "anna")
        .containsEntry("labels", List.of("Person"));
  }
}
