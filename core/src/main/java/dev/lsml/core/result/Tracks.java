// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import dev.lsml.core.labelconfig.ControlTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Regions of a video (protocol §3.3). Frames count from 1. Methods refuse what {@link Predictions}
 * refuses. Thread-safe: no state.
 */
public final class Tracks {
  private Tracks() {}

  /**
   * {@code VideoRectangle}: an object that moves. Add its label with {@link RegionBuilder#labels}.
   *
   * @param frames its key frames in order, at least one
   */
  public static RegionBuilder rectangle(
      ControlTag control, VideoLength length, List<BoxFrame> frames) {
    Checks.type(control, "videorectangle");
    List<Map<String, @Nullable Object>> sequence = new ArrayList<>(frames.size());
    for (BoxFrame frame : frames) {
      Box box = frame.box();
      Map<String, @Nullable Object> item = frame(frame.frame(), frame.enabled(), length);
      item.put("x", box.x());
      item.put("y", box.y());
      item.put("width", box.width());
      item.put("height", box.height());
      item.put("rotation", box.rotation());
      sequence.add(item);
    }
    return track(control, length, sequence);
  }

  /**
   * {@code VideoVector}: a path that moves. Add its label with {@link RegionBuilder#labels}.
   *
   * @param frames its key frames in order, at least one
   */
  public static RegionBuilder vector(
      ControlTag control, VideoLength length, List<VectorFrame> frames) {
    Checks.type(control, "videovector");
    List<Map<String, @Nullable Object>> sequence = new ArrayList<>(frames.size());
    for (VectorFrame frame : frames) {
      Map<String, @Nullable Object> item = frame(frame.frame(), frame.enabled(), length);
      item.put("vertices", Vertex.json(frame.vertices()));
      item.put("closed", frame.closed());
      sequence.add(item);
    }
    return track(control, length, sequence);
  }

  /**
   * {@code TimelineLabels}: what happens from one frame to another, both included.
   *
   * @throws IllegalArgumentException also when the frames are not in order
   */
  public static RegionBuilder timeline(ControlTag control, int start, int end, String... labels) {
    String type = Checks.type(control, "timelinelabels");
    Checks.labels(control, List.of(labels));
    checkFrame(start);
    if (end < start) {
      throw new IllegalArgumentException("start " + start + " is behind end " + end);
    }
    return new RegionBuilder(control, type, type)
        .value("ranges", List.of(Map.of("start", (long) start, "end", (long) end)))
        .value(type, List.of(labels));
  }

  private static RegionBuilder track(
      ControlTag control, VideoLength length, List<Map<String, @Nullable Object>> sequence) {
    if (sequence.isEmpty()) {
      throw new IllegalArgumentException("a track has at least one key frame");
    }
    return new RegionBuilder(control, control.resultType(), "labels")
        .value("framesCount", (long) length.frames())
        .value("duration", length.seconds())
        .value("sequence", sequence);
  }

  private static Map<String, @Nullable Object> frame(
      int frame, boolean enabled, VideoLength length) {
    checkFrame(frame);
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("frame", (long) frame);
    item.put("enabled", enabled);
    item.put("time", length.time(frame));
    return item;
  }

  private static void checkFrame(int frame) {
    if (frame < 1) {
      throw new IllegalArgumentException("frames count from 1, but this is " + frame);
    }
  }
}
