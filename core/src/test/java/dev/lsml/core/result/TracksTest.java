// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import static dev.lsml.core.result.BuilderFixture.assertJson;
import static dev.lsml.core.result.BuilderFixture.control;
import static dev.lsml.core.result.BuilderFixture.item;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TracksTest {
  private final VideoLength length = new VideoLength(300, 12);

  @Test
  void anObjectMovesFromKeyFrameToKeyFrame() {
    assertJson(
        Tracks.rectangle(
                control("track"),
                length,
                List.of(
                    new BoxFrame(1, new Box(1, 2, 3, 4)),
                    new BoxFrame(50, new Box(5, 6, 7, 8), false)))
            .labels(control("objects"), "Car"),
        item(
            "track",
            "video",
            "videorectangle",
            """
            {"framesCount": 300, "duration": 12.0, "sequence": [
              {"frame": 1, "enabled": true, "time": 0.04,
               "x": 1.0, "y": 2.0, "width": 3.0, "height": 4.0, "rotation": 0.0},
              {"frame": 50, "enabled": false, "time": 2.0,
               "x": 5.0, "y": 6.0, "width": 7.0, "height": 8.0, "rotation": 0.0}],
             "labels": ["Car"]}
            """));
  }

  @Test
  void aPathMovesToo() {
    assertJson(
        Tracks.vector(
            control("outline"),
            length,
            List.of(new VectorFrame(25, Vertex.path(List.of(new Point(1, 2))), false, true))),
        item(
            "outline",
            "video",
            "videovector",
            """
            {"framesCount": 300, "duration": 12.0, "sequence": [
              {"frame": 25, "enabled": true, "time": 1.0, "closed": false, "vertices": [
                {"id": "v0", "x": 1.0, "y": 2.0, "prevPointId": null, "isBezier": false}]}]}
            """));
  }

  @Test
  void aTimelineHasOneRange() {
    assertJson(
        Tracks.timeline(control("actions"), 1, 30, "Walk"),
        item(
            "actions",
            "video",
            "timelinelabels",
            "{\"ranges\": [{\"start\": 1, \"end\": 30}], \"timelinelabels\": [\"Walk\"]}"));
  }

  @Test
  void framesCountFromOneAndAreInOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tracks.timeline(control("actions"), 0, 3, "Walk"))
        .withMessage("frames count from 1, but this is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tracks.timeline(control("actions"), 3, 2, "Walk"))
        .withMessage("start 3 is behind end 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tracks.rectangle(control("track"), length, List.of()))
        .withMessage("a track has at least one key frame");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VideoLength(0, 1))
        .withMessageStartingWith("a video has at least one frame");
  }

  @Test
  void theLabelsOfATrackAreThoseOfALabelsTag() {
    RegionBuilder track =
        Tracks.rectangle(control("track"), length, List.of(new BoxFrame(1, new Box(1, 2, 3, 4))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> track.labels(control("objects"), "Bus"))
        .withMessageStartingWith("Control 'objects' has no label 'Bus'. Its labels are Car.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> track.labels(control("actions"), "Walk"))
        .withMessageContaining("it is a <TimelineLabels>");
  }
}
