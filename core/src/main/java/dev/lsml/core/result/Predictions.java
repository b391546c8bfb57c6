// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import dev.lsml.core.labelconfig.ControlTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers about a whole task, one method per control tag (protocol §3.3), and the way from regions
 * to a prediction:
 *
 * <pre>{@code
 * return Predictions.choices(control, "Positive").score(0.93).prediction();
 *
 * return Predictions.of(
 *         Spans.text(entities, text, 0, 5, "PER").score(0.8),
 *         Spans.text(entities, text, 9, 14, "ORG").score(0.6))
 *     .prediction();
 * }</pre>
 *
 * <p>Every method throws {@code IllegalArgumentException}, saying what the config has, for a
 * control of another type and for a label that the control does not have; labels of a control whose
 * labels come from the task's data are not checked. Methods that are about one region of a task are
 * in {@link Spans}, {@link Shapes} and {@link Tracks}. Thread-safe: no state.
 */
public final class Predictions {
  private static final int DEFAULT_MAX_RATING = 5;

  private Predictions() {}

  /** Starts a prediction of several regions. */
  public static PredictionBuilder of(RegionBuilder... regions) {
    return of(List.of(regions));
  }

  /** Starts a prediction of several regions. */
  public static PredictionBuilder of(Iterable<RegionBuilder> regions) {
    PredictionBuilder prediction = new PredictionBuilder();
    for (RegionBuilder region : regions) {
      prediction.add(region);
    }
    return prediction;
  }

  /**
   * {@code Choices}: one choice, or several where the tag says {@code choice="multiple"}.
   *
   * @param choices aliases, or values where a choice has no alias
   */
  public static RegionBuilder choices(ControlTag control, String... choices) {
    return choices(control, List.of(choices));
  }

  /** {@code Choices}; see {@link #choices(ControlTag, String...)}. */
  public static RegionBuilder choices(ControlTag control, List<String> choices) {
    Checks.type(control, "choices");
    Checks.labels(control, choices);
    atMostOneUnlessMultiple(control, choices.size());
    return start(control, "choices").value("choices", List.copyOf(choices));
  }

  /**
   * {@code Choices} with nested choices: each is given by its path from the top. The editor writes
   * this form, but Label Studio's strict validation, where switched on, knows flat choices only.
   */
  public static RegionBuilder choicePaths(ControlTag control, List<List<String>> paths) {
    Checks.type(control, "choices");
    atMostOneUnlessMultiple(control, paths.size());
    return start(control, "choices").value("choices", checkedPaths(control, paths));
  }

  /** {@code Taxonomy}: one node, by its path from the top. */
  public static RegionBuilder taxonomy(ControlTag control, String... path) {
    return taxonomy(control, List.of(List.of(path)));
  }

  /** {@code Taxonomy}: any number of nodes, each by its path from the top. */
  public static RegionBuilder taxonomy(ControlTag control, List<List<String>> paths) {
    Checks.type(control, "taxonomy");
    return start(control, "taxonomy").value("taxonomy", checkedPaths(control, paths));
  }

  /** {@code TextArea}: one text, or several. */
  public static RegionBuilder textArea(ControlTag control, String... texts) {
    Checks.type(control, "textarea");
    return start(control, "text").value("text", List.of(texts));
  }

  /** {@code Rating}: stars, from 0 to the tag's {@code maxRating}, which is 5 unless it says so. */
  public static RegionBuilder rating(ControlTag control, int stars) {
    Checks.type(control, "rating");
    int most = maxRating(control);
    if (stars < 0 || stars > most) {
      throw new IllegalArgumentException(
          "Control '"
              + control.name()
              + "' takes a rating from 0 to "
              + most
              + ", but it is "
              + stars
              + ". Set maxRating on its tag for more.");
    }
    return start(control, "rating").value("rating", (long) stars);
  }

  /** {@code Number}. */
  public static RegionBuilder number(ControlTag control, double number) {
    Checks.type(control, "number");
    return start(control, "number").value("number", Checks.finite(number, "the number"));
  }

  /**
   * {@code DateTime}.
   *
   * @param dateTime written as the tag's {@code format} and {@code only} say, such as {@code
   *     2024-05-01}
   */
  public static RegionBuilder dateTime(ControlTag control, String dateTime) {
    Checks.type(control, "datetime");
    return start(control, "datetime").value("datetime", dateTime);
  }

  /**
   * {@code Pairwise}: the better one of two objects. Names the control on both sides, as Label
   * Studio's editor does; call {@code toName} for the form that its strict validation wants.
   */
  public static RegionBuilder pairwise(ControlTag control, Side side) {
    Checks.type(control, "pairwise");
    return start(control, "selected").toOwnName().value("selected", side.json());
  }

  /**
   * {@code Ranker} without buckets: all items, best first.
   *
   * @param itemIds the {@code id} of each item of the list
   */
  public static RegionBuilder rank(ControlTag control, List<String> itemIds) {
    Checks.type(control, "ranker");
    if (!control.buckets().isEmpty()) {
      throw new IllegalArgumentException(
          "Control '"
              + control.name()
              + "' sorts into the buckets "
              + Checks.shown(control.buckets())
              + ". Use Predictions.buckets.");
    }
    // The editor keeps the only column under the control's own name.
    return start(control, "ranker").value("ranker", Map.of(control.name(), List.copyOf(itemIds)));
  }

  /** {@code Ranker} with buckets: the {@code id}s of the items in each, best first. */
  public static RegionBuilder buckets(ControlTag control, Map<String, List<String>> itemIds) {
    Checks.type(control, "ranker");
    Map<String, @Nullable Object> ranker = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> bucket : itemIds.entrySet()) {
      if (!control.buckets().contains(bucket.getKey())) {
        throw new IllegalArgumentException(
            "Control '"
                + control.name()
                + "' has no bucket '"
                + bucket.getKey()
                + "'. Its buckets are "
                + Checks.shown(control.buckets())
                + ".");
      }
      ranker.put(bucket.getKey(), List.copyOf(bucket.getValue()));
    }
    return start(control, "ranker").value("ranker", ranker);
  }

  /**
   * {@code Labels} beside a tag for shapes without labels: give it to {@link RegionBuilder#with} of
   * the shape.
   */
  public static RegionBuilder labels(ControlTag control, String... labels) {
    Checks.type(control, "labels");
    Checks.labels(control, List.of(labels));
    return start(control, "labels").value("labels", List.of(labels));
  }

  /**
   * {@code Chat}: the next message.
   *
   * @param role such as {@code assistant}
   * @param createdAt milliseconds since 1970, {@code null} for not known
   */
  public static RegionBuilder chatMessage(
      ControlTag control, String role, String content, @Nullable Long createdAt) {
    Checks.type(control, "chatmessage");
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    if (createdAt != null) {
      message.put("createdAt", createdAt);
    }
    return start(control, "chatmessage").toOwnName().value("chatmessage", message);
  }

  /** {@code ReactCode}: any object, as the tag's code defines it. */
  public static RegionBuilder reactCode(
      ControlTag control, Map<String, ? extends @Nullable Object> object) {
    Checks.type(control, "reactcode");
    return start(control, "reactcode").toOwnName().value("reactcode", object);
  }

  /** The highest rating that the control takes. */
  static int maxRating(ControlTag control) {
    String most = control.attribute("maxRating");
    if (most != null) {
      try {
        return Integer.parseInt(most.strip());
      } catch (NumberFormatException e) {
        return DEFAULT_MAX_RATING; // what the editor does, too
      }
    }
    return DEFAULT_MAX_RATING;
  }

  private static RegionBuilder start(ControlTag control, String ownKey) {
    return new RegionBuilder(control, control.resultType(), ownKey);
  }

  private static List<List<String>> checkedPaths(ControlTag control, List<List<String>> paths) {
    List<List<String>> copy = new ArrayList<>(paths.size());
    for (List<String> path : paths) {
      Checks.path(control, path);
      copy.add(List.copyOf(path));
    }
    return copy;
  }

  private static void atMostOneUnlessMultiple(ControlTag control, int count) {
    if (count > 1 && !"multiple".equals(control.attribute("choice"))) {
      throw new IllegalArgumentException(
          "Control '"
              + control.name()
              + "' takes one choice, but got "
              + count
              + ". Add choice=\"multiple\" to its tag to allow several.");
    }
  }
}
