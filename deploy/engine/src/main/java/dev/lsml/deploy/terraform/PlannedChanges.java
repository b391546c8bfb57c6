// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import dev.lsml.core.json.JsonView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a saved plan would do, read from {@code terraform show -json}. Immutable.
 *
 * @param changes in the order of the plan; without what stays as it is
 * @param outputsOnly whether nothing but outputs changes
 */
public record PlannedChanges(List<Change> changes, boolean outputsOnly) {
  /** Nothing to do. */
  public static final PlannedChanges NONE = new PlannedChanges(List.of(), false);

  /** Copies the list. */
  public PlannedChanges {
    changes = List.copyOf(changes);
  }

  /** What happens to one thing. */
  public enum Action {
    /** It is made. */
    CREATE("+"),
    /** It is changed in place. */
    UPDATE("~"),
    /** It is deleted and made anew. */
    REPLACE("-/+"),
    /** It is deleted. */
    DELETE("-"),
    /** It is there, and taken over. */
    IMPORT("="),
    /** It is no longer managed, and left alone. */
    FORGET(".");

    private final String sign;

    Action(String sign) {
      this.sign = sign;
    }
  }

  /**
   * One thing that changes.
   *
   * @param address such as {@code google_storage_bucket.models}
   * @param type such as {@code google_storage_bucket}
   * @param fields the top-level arguments that differ, for an update or a replacement
   */
  public record Change(String address, String type, Action action, List<String> fields) {
    /** Copies the list. */
    public Change {
      fields = List.copyOf(fields);
    }

    /** Tells whether what is there now is lost. */
    public boolean isLoss() {
      return action == Action.DELETE || action == Action.REPLACE;
    }

    /** In one line. */
    @Override
    public String toString() {
      return action.sign
          + " "
          + address
          + (fields.isEmpty() ? "" : " (" + String.join(", ", fields) + ")");
    }
  }

  /** Reads a plan; see Terraform's page on its JSON output format. */
  public static PlannedChanges of(JsonView plan) {
    List<Change> changes = new ArrayList<>();
    for (JsonView each : plan.get("resource_changes").items()) {
      JsonView change = each.get("change");
      List<String> actions = new ArrayList<>();
      change.get("actions").items().forEach(action -> actions.add(action.string()));
      Action action = action(actions, !change.get("importing").isNull());
      boolean isData = "data".equals(each.get("mode").stringOrNull());
      if (action != null && !isData) {
        changes.add(
            new Change(
                each.get("address").string(),
                each.get("type").string(),
                action,
                action == Action.UPDATE || action == Action.REPLACE ? fields(change) : List.of()));
      }
    }
    Map<String, @Nullable Object> outputs = plan.get("output_changes").objectOrNull();
    boolean outputsChange = false;
    if (outputs != null) {
      for (Object output : outputs.values()) {
        JsonView actions = JsonView.of(output).get("actions");
        outputsChange |= !actions.items().get(0).string().equals("no-op");
      }
    }
    return new PlannedChanges(changes, changes.isEmpty() && outputsChange);
  }

  private static @Nullable Action action(List<String> actions, boolean isImport) {
    if (actions.contains("create")) {
      return actions.contains("delete") ? Action.REPLACE : Action.CREATE;
    } else if (actions.contains("delete")) {
      return Action.DELETE;
    } else if (actions.contains("update")) {
      return Action.UPDATE;
    } else if (actions.contains("forget")) {
      return Action.FORGET;
    }
    return isImport ? Action.IMPORT : null;
  }

  private static List<String> fields(JsonView change) {
    List<String> fields = new ArrayList<>();
    Map<String, ?> before = change.get("before").object();
    Map<String, ?> after = change.get("after").object();
    for (Map.Entry<String, ?> entry : before.entrySet()) {
      Object now = after.get(entry.getKey());
      boolean isUnknown = change.get("after_unknown").get(entry.getKey()).flag(false);
      if (!isUnknown && !Objects.equals(entry.getValue(), now)) {
        fields.add(entry.getKey());
      }
    }
    return fields;
  }

  /** Tells whether there is nothing to do. */
  public boolean isNothing() {
    return changes.isEmpty() && !outputsOnly;
  }

  /** What would be lost of these types. */
  public List<Change> losses(List<String> types) {
    return changes.stream().filter(c -> c.isLoss() && types.contains(c.type())).toList();
  }

  /**
   * What happens to one thing.
   *
   * @param address such as {@code aws_lambda_function.main}
   * @return {@code null} for nothing
   */
  public @Nullable Action actionOn(String address) {
    for (Change change : changes) {
      if (change.address().equals(address)) {
        return change.action();
      }
    }
    return null;
  }

  /** A line per change, and their number. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    Map<Action, Integer> counts = new EnumMap<>(Action.class);
    for (Change change : changes) {
      lines.add("  " + change);
      counts.merge(change.action(), 1, Integer::sum);
    }
    List<String> words = new ArrayList<>();
    counts.forEach((action, count) -> words.add(count + " to " + word(action)));
    if (words.isEmpty()) {
      words.add(outputsOnly ? "nothing to change but what is put out" : "nothing to change");
    }
    lines.add(String.join(", ", words));
    return lines;
  }

  private static String word(Action action) {
    return switch (action) {
      case CREATE -> "make";
      case UPDATE -> "change";
      case REPLACE -> "replace";
      case DELETE -> "delete";
      case IMPORT -> "take over";
      case FORGET -> "leave alone";
    };
  }
}
