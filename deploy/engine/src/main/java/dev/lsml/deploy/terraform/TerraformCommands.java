// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands, as they are shown in a plan and as they are run. None of them holds a secret.
 * Functions only.
 */
public final class TerraformCommands {
  private TerraformCommands() {}

  /** What a plan is made for. */
  public enum Purpose {
    /** Make or change what there is. */
    APPLY,
    /** Remove what there is. */
    DESTROY
  }

  /** Fetches the providers and connects to the state; says anew where that is. */
  public static List<String> init(TerraformRoot root) {
    List<String> command = start(root, "init");
    command.add("-input=false");
    command.add("-no-color");
    command.add("-reconfigure");
    root.backend().forEach((key, value) -> command.add("-backend-config=" + key + "=" + value));
    return List.copyOf(command);
  }

  /**
   * Compares and saves what is to be done; ends with 0 when that is nothing and with 2 when it is
   * something.
   *
   * @param targets addresses that it is limited to, none for all
   */
  public static List<String> plan(TerraformRoot root, Purpose purpose, List<String> targets) {
    List<String> command = start(root, "plan");
    command.add("-input=false");
    command.add("-no-color");
    command.add("-json");
    command.add("-detailed-exitcode");
    command.add("-lock-timeout=60s");
    if (purpose == Purpose.DESTROY) {
      command.add("-destroy");
    }
    for (String target : targets) {
      command.add("-target=" + target);
    }
    command.add("-var-file=" + TerraformRoot.VARIABLES);
    command.add("-out=" + TerraformRoot.PLAN);
    return List.copyOf(command);
  }

  /** Prints the saved plan as JSON. */
  public static List<String> show(TerraformRoot root) {
    List<String> command = start(root, "show");
    command.add("-json");
    command.add(TerraformRoot.PLAN);
    return List.copyOf(command);
  }

  /** Does what was planned. */
  public static List<String> apply(TerraformRoot root) {
    List<String> command = start(root, "apply");
    command.add("-input=false");
    command.add("-no-color");
    command.add("-json");
    command.add("-lock-timeout=60s");
    command.add(TerraformRoot.PLAN);
    return List.copyOf(command);
  }

  /** Prints the outputs as JSON. */
  public static List<String> output(TerraformRoot root) {
    List<String> command = start(root, "output");
    command.add("-json");
    return List.copyOf(command);
  }

  private static List<String> start(TerraformRoot root, String verb) {
    List<String> command = new ArrayList<>();
    command.add("terraform");
    command.add("-chdir=" + root.work());
    command.add(verb);
    return command;
  }
}
