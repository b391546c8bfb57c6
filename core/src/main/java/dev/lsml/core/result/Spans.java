// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import dev.lsml.core.labelconfig.ControlTag;
import java.util.List;
import java.util.Map;

/**
 * Labelled pieces of something that runs in one dimension: text, HTML, dialogues, audio, time
 * series (protocol §3.3). Methods refuse what {@link Predictions} refuses. Thread-safe: no state.
 */
public final class Spans {
  private Spans() {}

  /**
   * {@code Labels} or {@code HyperTextLabels} on {@code Text}.
   *
   * @param text the whole text that the task shows
   * @param start index into the Java string, as {@code Matcher.start()} gives it
   * @param end index into the Java string, exclusive
   * @throws IllegalArgumentException also when the indexes are not a piece of the text
   */
  public static RegionBuilder text(
      ControlTag control, String text, int start, int end, String... labels) {
    RegionBuilder span = labelled(control, List.of(labels), "labels", "hypertextlabels");
    if (start > end) {
      throw new IllegalArgumentException("start " + start + " is behind end " + end);
    }
    return span.value("start", (long) CodePoints.offset(text, start))
        .value("end", (long) CodePoints.offset(text, end))
        .value("text", text.substring(start, end));
  }

  /** {@code HyperTextLabels} on {@code HyperText}. */
  public static RegionBuilder hyperText(ControlTag control, HtmlRange range, String... labels) {
    RegionBuilder span =
        labelled(control, List.of(labels), "hypertextlabels")
            .value("start", range.start())
            .value("end", range.end())
            .value("startOffset", (long) range.startOffset())
            .value("endOffset", (long) range.endOffset());
    if (range.text() != null) {
      span.value("text", range.text());
    }
    Integer start = range.globalStart();
    Integer end = range.globalEnd();
    if (start != null && end != null) {
      span.value("globalOffsets", Map.of("start", start.longValue(), "end", end.longValue()));
    }
    return span;
  }

  /**
   * {@code ParagraphLabels} on {@code Paragraphs}.
   *
   * @param start number of the first paragraph, counted from 0
   * @param startOffset code points into it
   * @param end number of the last paragraph
   * @param endOffset code points into that one, exclusive
   */
  public static RegionBuilder paragraphs(
      ControlTag control, int start, int startOffset, int end, int endOffset, String... labels) {
    // Label Studio wants the paragraphs' numbers as strings.
    return labelled(control, List.of(labels), "paragraphlabels")
        .value("start", Integer.toString(start))
        .value("end", Integer.toString(end))
        .value("startOffset", (long) startOffset)
        .value("endOffset", (long) endOffset);
  }

  /**
   * {@code Labels} on {@code Audio}. The channel, counted from 0, can be set by {@code
   * value("channel", 0L)}.
   *
   * @param start seconds
   * @param end seconds
   */
  public static RegionBuilder audio(
      ControlTag control, double start, double end, String... labels) {
    return labelled(control, List.of(labels), "labels")
        .value("start", Checks.finite(start, "start"))
        .value("end", Checks.finite(end, "end"));
  }

  /**
   * {@code TimeSeriesLabels} on {@code TimeSeries}.
   *
   * @param start in units of the time column
   * @param end in units of the time column; equal to start for an instant
   */
  public static RegionBuilder timeSeries(
      ControlTag control, double start, double end, String... labels) {
    return labelled(control, List.of(labels), "timeserieslabels")
        .value("start", Checks.finite(start, "start"))
        .value("end", Checks.finite(end, "end"))
        .value("instant", start == end);
  }

  /**
   * {@code TimeSeriesLabels} on a {@code TimeSeries} whose tag has a {@code timeFormat}.
   *
   * @param start written in that format
   * @param end written in that format; equal to start for an instant
   */
  public static RegionBuilder timeSeries(
      ControlTag control, String start, String end, String... labels) {
    return labelled(control, List.of(labels), "timeserieslabels")
        .value("start", start)
        .value("end", end)
        .value("instant", start.equals(end));
  }

  private static RegionBuilder labelled(
      ControlTag control, List<String> labels, String... accepted) {
    String type = Checks.type(control, accepted);
    Checks.labels(control, labels);
    return new RegionBuilder(control, type, type).value(type, labels);
  }
}
