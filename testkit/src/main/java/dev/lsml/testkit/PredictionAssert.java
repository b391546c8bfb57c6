// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/** Says in AssertJ's way what a prediction should be. */
public final class PredictionAssert extends AbstractAssert<PredictionAssert, Prediction> {
  private PredictionAssert(@Nullable Prediction actual) {
    super(actual, PredictionAssert.class);
  }

  /** Begins. */
  public static PredictionAssert assertThat(@Nullable Prediction actual) {
    return new PredictionAssert(actual);
  }

  /** The prediction has no region. */
  public PredictionAssert isEmpty() {
    isNotNull();
    Assertions.assertThat(actual.result()).as(info.descriptionText()).isEmpty();
    return this;
  }

  /** The prediction's score is within these, both included. */
  public PredictionAssert hasScoreBetween(double least, double most) {
    isNotNull();
    Assertions.assertThat(actual.score()).as("score").isNotNull().isBetween(least, most);
    return this;
  }

  /**
   * What the prediction says for a control, over all its regions in order: labels, choices, texts,
   * or a number as text; a path of a taxonomy as {@code a / b}. For a control that the prediction
   * does not name, the list is empty.
   *
   * @param control the control's name in the label config
   */
  public ListAssert<String> labels(String control) {
    isNotNull();
    List<String> labels = new ArrayList<>();
    for (Region region : actual.result()) {
      if (control.equals(region.fromName())) {
        add(said(region), labels);
      }
    }
    return Assertions.assertThat(labels).as("labels of '%s'", control);
  }

  /** The regions, for what has no shorter word. */
  public ListAssert<Region> regions() {
    isNotNull();
    return Assertions.assertThat(actual.result()).as("regions");
  }

  private static @Nullable Object said(Region region) {
    // A text area's regions are of type textarea and hold their texts under another key.
    String key = "textarea".equals(region.type()) ? "text" : region.type();
    return key == null ? null : region.value().get(key);
  }

  private static void add(@Nullable Object said, List<String> labels) {
    if (said instanceof List<?> list) {
      for (Object item : list) {
        labels.add(item instanceof List<?> path ? String.join(" / ", texts(path)) : "" + item);
      }
    } else if (said != null) {
      labels.add(said.toString());
    }
  }

  private static List<String> texts(List<?> path) {
    List<String> texts = new ArrayList<>();
    for (Object item : path) {
      texts.add(String.valueOf(item));
    }
    return texts;
  }
}
