// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code plan} and {@code apply} print with {@code -json}, a line at a time: passes on a
 * line per thing that was done, keeps the errors, and writes all of it to the log. Lines that are
 * not JSON count as errors. Used by one thread at a time.
 */
final class TerraformEvents {
  /** Short waits are not worth a line. */
  private static final long PROGRESS_SECONDS = 30;

  private final Consumer<String> progress;
  private final Consumer<String> log;
  private final List<String> errors = new ArrayList<>();

  TerraformEvents(Consumer<String> progress, Consumer<String> log) {
    this.progress = progress;
    this.log = log;
  }

  /** Takes a line. */
  void accept(String line) {
    JsonView event;
    try {
      event = JsonView.of(Json.read(line));
      log.accept(String.valueOf(event.get("@message").stringOrNull()));
    } catch (JsonException e) {
      other(line);
      return;
    }
    String type = event.get("type").stringOrNull();
    if (type == null) {
      return;
    }
    switch (type) {
      case "apply_complete" -> done(event.get("hook"));
      case "apply_progress" -> waiting(event.get("hook"));
      case "diagnostic" -> diagnostic(event.get("diagnostic"));
      default -> {}
    }
  }

  /** Takes a line that is not JSON, as other commands print them. */
  void other(String line) {
    log.accept(line);
    if (!line.isBlank()) {
      errors.add(line);
    }
  }

  /** What went wrong, in Terraform's words; a text for each error. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  private void done(JsonView hook) {
    String verb =
        switch (String.valueOf(hook.get("action").stringOrNull())) {
          case "create" -> "made";
          case "update" -> "changed";
          case "delete" -> "deleted";
          case "read" -> "read";
          default -> "done";
        };
    progress.accept("  " + verb + " " + address(hook) + seconds(hook));
  }

  private void waiting(JsonView hook) {
    Long seconds = hook.get("elapsed_seconds").wholeOrNull();
    if (seconds != null && seconds > 0 && seconds % PROGRESS_SECONDS == 0) {
      progress.accept("  still at " + address(hook) + seconds(hook));
    }
  }

  private static String address(JsonView hook) {
    return hook.get("resource").get("addr").string();
  }

  private static String seconds(JsonView hook) {
    Long seconds = hook.get("elapsed_seconds").wholeOrNull();
    return seconds == null || seconds == 0 ? "" : " (" + seconds + " s)";
  }

  private void diagnostic(JsonView diagnostic) {
    String summary = String.valueOf(diagnostic.get("summary").stringOrNull());
    String detail = blankToNull(diagnostic.get("detail").stringOrNull());
    String address = blankToNull(diagnostic.get("address").stringOrNull());
    String text =
        summary
            + (address == null ? "" : " [" + address + "]")
            + (detail == null ? "" : ": " + detail);
    log.accept(text);
    if ("error".equals(diagnostic.get("severity").stringOrNull())) {
      errors.add(text);
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
