// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.terraform.TerraformCommands.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the Terraform of this machine. Shows a line per thing that changes; all of Terraform's
 * output goes to a log file, which errors name. Secrets are in the child's environment and nowhere
 * else. Not thread-safe.
 */
public final class TerraformRunner implements Terraform {
  private static final int CHANGES = 2;
  private static final List<Duration> WAITS =
      List.of(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(60));

  private final Supplier<TerraformProgram> finder;
  private final Map<String, String> environment;
  private final TerraformLog log;
  private final Sleeper sleeper;
  private final Consumer<String> progress;
  private final Map<String, Planned> planned = new HashMap<>();

  private @Nullable TerraformProgram program;

  private record Planned(Purpose purpose, List<String> targets) {}

  /**
   * Makes one.
   *
   * @param finder looks for the program; asked once, when it is first needed
   * @param environment that of the build
   * @param log the file for all output; it is added to
   * @param sleeper waits before something is tried again
   * @param progress takes lines for people
   */
  public TerraformRunner(
      Supplier<TerraformProgram> finder,
      Map<String, String> environment,
      Path log,
      Sleeper sleeper,
      Consumer<String> progress) {
    this.finder = finder;
    this.environment = Map.copyOf(environment);
    this.log = new TerraformLog(log);
    this.sleeper = sleeper;
    this.progress = progress;
  }

  /**
   * The program that is run.
   *
   * @throws DeployException when there is none; says how to install one
   */
  public TerraformProgram program() {
    TerraformProgram found = program;
    if (found == null) {
      found = finder.get();
      program = found;
    }
    return found;
  }

  @Override
  public void init(TerraformRoot root) {
    RootFiles.layOut(root);
    List<String> said = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    int code = run(root, TerraformCommands.init(root), Map.of(), said::add, errors::add);
    said.forEach(log::add);
    errors.forEach(log::add);
    if (code != 0) {
      throw TerraformFailures.of(root, "init", sentences(errors), log.file());
    }
    RootFiles.keepLock(root);
  }

  @Override
  public PlannedChanges plan(
      TerraformRoot root, TerraformVariables variables, Purpose purpose, List<String> targets) {
    RootFiles.write(root, variables);
    List<String> errors = new ArrayList<>();
    List<String> command = TerraformCommands.plan(root, purpose, targets);
    int code = events(root, command, variables, errors);
    if (code != 0 && code != CHANGES) {
      throw TerraformFailures.of(root, "plan", errors, log.file());
    }
    planned.put(root.name(), new Planned(purpose, targets));
    return code == 0
        ? PlannedChanges.NONE
        : PlannedChanges.of(read(root, "show", TerraformCommands.show(root)));
  }

  @Override
  public JsonView apply(TerraformRoot root, TerraformVariables variables) {
    Planned last = planned.get(root.name());
    if (last == null) {
      throw new IllegalStateException("there is no plan of " + root.name());
    }
    for (int attempt = 0; ; attempt++) {
      List<String> errors = new ArrayList<>();
      if (events(root, TerraformCommands.apply(root), variables, errors) == 0) {
        planned.remove(root.name());
        return outputs(root);
      }
      if (attempt == WAITS.size() || !TerraformFailures.isPropagation(errors)) {
        throw TerraformFailures.of(root, "apply", errors, log.file());
      }
      Duration wait = WAITS.get(attempt);
      progress.accept(
          "  a permission or an API that was just given is not known everywhere yet; trying again"
              + " in "
              + wait.toSeconds()
              + " s");
      pause(wait);
      // A plan of which a part is done cannot be applied any more.
      plan(root, variables, last.purpose(), last.targets());
    }
  }

  @Override
  public JsonView outputs(TerraformRoot root) {
    return read(root, "output", TerraformCommands.output(root));
  }

  private int events(
      TerraformRoot root, List<String> command, TerraformVariables variables, List<String> errors) {
    TerraformEvents events = new TerraformEvents(progress, log::add);
    List<String> other = new ArrayList<>();
    int code = run(root, command, variables.secret(), events::accept, other::add);
    other.forEach(log::add);
    errors.addAll(events.errors());
    if (errors.isEmpty()) {
      errors.addAll(sentences(other));
    }
    return code;
  }

  private JsonView read(TerraformRoot root, String verb, List<String> command) {
    List<String> said = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    int code = run(root, command, Map.of(), said::add, errors::add);
    errors.forEach(log::add);
    if (code != 0) {
      throw TerraformFailures.of(root, verb, sentences(errors), log.file());
    }
    return JsonView.of(Json.read(String.join("\n", said)));
  }

  private int run(
      TerraformRoot root,
      List<String> shown,
      Map<String, String> secrets,
      Consumer<String> output,
      Consumer<String> errors) {
    List<String> command = new ArrayList<>(program().command());
    command.addAll(shown.subList(1, shown.size()));
    log.add("$ " + String.join(" ", command));
    try {
      return TerraformProcess.run(
          command, TerraformEnvironment.of(environment, root, secrets), output, errors, progress);
    } catch (IOException e) {
      throw new DeployException(
          "Terraform cannot be started",
          String.valueOf(e.getMessage()),
          "See that '" + String.join(" ", program().command()) + " version' answers",
          e);
    }
  }

  /** Human output frames its errors with lines and bars. */
  private static List<String> sentences(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      String plain = line.replace('╷', ' ').replace('│', ' ').replace('╵', ' ').strip();
      if (!plain.isEmpty()) {
        text.append(text.isEmpty() ? "" : " ").append(plain);
      }
    }
    return text.isEmpty() ? List.of() : List.of(text.toString());
  }

  private void pause(Duration wait) {
    try {
      sleeper.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(
          "The deployment was interrupted",
          "this thread was asked to stop",
          "Run the same command again: it goes on where it stopped",
          e);
    }
  }
}
