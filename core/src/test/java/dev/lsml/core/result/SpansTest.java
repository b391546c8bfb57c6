// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import static dev.lsml.core.result.BuilderFixture.assertJson;
import static dev.lsml.core.result.BuilderFixture.control;
import static dev.lsml.core.result.BuilderFixture.item;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpansTest {

  @Test
  void offsetsOfTextCountCodePoints() {
    String text = "😀 Ann at ACME";
    int start = text.indexOf("ACME");

    assertJson(
        Spans.text(control("entities"), text, start, start + 4, "ORG"),
        item(
            "entities",
            "text",
            "labels",
            """
            {"labels": ["ORG"], "start": 9, "end": 13, "text": "ACME"}
            """));
  }

  @Test
  void aSpanLiesInItsText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spans.text(control("entities"), "abc", 2, 1, "PER"))
        .withMessage("start 2 is behind end 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spans.text(control("entities"), "abc", 0, 4, "PER"))
        .withMessage("index 4 is outside of the text, which has 3 chars");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spans.text(control("entities"), "abc", 0, 1, "LOC"))
        .withMessageContaining("Its labels are PER, ORG.");
  }

  @Test
  void hyperTextIsGivenByXPaths() {
    HtmlRange range = new HtmlRange("/div[1]/p[2]/text()[1]", 3, "/div[1]/p[2]/text()[1]", 9);

    assertJson(
        Spans.hyperText(control("marks"), range, "X"),
        item(
            "marks",
            "html",
            "hypertextlabels",
            """
            {"hypertextlabels": ["X"], "start": "/div[1]/p[2]/text()[1]",
             "end": "/div[1]/p[2]/text()[1]", "startOffset": 3, "endOffset": 9}
            """));
    assertJson(
        Spans.hyperText(control("marks"), range.text("a piece").global(120, 126), "X"),
        item(
            "marks",
            "html",
            "hypertextlabels",
            """
            {"hypertextlabels": ["X"], "start": "/div[1]/p[2]/text()[1]",
             "end": "/div[1]/p[2]/text()[1]", "startOffset": 3, "endOffset": 9,
             "text": "a piece", "globalOffsets": {"start": 120, "end": 126}}
            """));
  }

  @Test
  void paragraphsAreNumberedByStrings() {
    assertJson(
        Spans.paragraphs(control("acts"), 0, 4, 2, 11, "X").value("text", "a piece"),
        item(
            "acts",
            "dialogue",
            "paragraphlabels",
            """
            {"paragraphlabels": ["X"], "start": "0", "end": "2", "startOffset": 4,
             "endOffset": 11, "text": "a piece"}
            """));
  }

  @Test
  void audioIsGivenInSeconds() {
    assertJson(
        Spans.audio(control("sounds"), 1.25, 3.5, "Speech").value("channel", 0L),
        item(
            "sounds",
            "audio",
            "labels",
            "{\"labels\": [\"Speech\"], \"start\": 1.25, \"end\": 3.5, \"channel\": 0}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spans.audio(control("sounds"), 0, Double.NaN, "Speech"))
        .withMessage("end must be a finite number, but is NaN");
  }

  @Test
  void aTimeSeriesIsGivenInTheUnitsOfItsTimeColumn() {
    assertJson(
        Spans.timeSeries(control("motion"), 0.9, 1.4, "Run"),
        item(
            "motion",
            "series",
            "timeserieslabels",
            """
            {"timeserieslabels": ["Run"], "start": 0.9, "end": 1.4, "instant": false}
            """));
    assertJson(
        Spans.timeSeries(control("motion"), "2020-01-01", "2020-01-01", "Run"),
        item(
            "motion",
            "series",
            "timeserieslabels",
            """
            {"timeserieslabels": ["Run"], "start": "2020-01-01", "end": "2020-01-01",
             "instant": true}
            """));
  }
}
