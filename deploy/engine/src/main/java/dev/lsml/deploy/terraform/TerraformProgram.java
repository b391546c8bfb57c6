// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.DeployException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Terraform, or OpenTofu, of this machine. Immutable.
 *
 * @param command what starts it
 * @param version such as {@code 1.11.4}
 */
public record TerraformProgram(List<String> command, String version) {
  private static final String PROBLEM = "Terraform 1.11 or newer is needed";
  private static final String INSTALL =
      "Install it (https://developer.hashicorp.com/terraform/install; macOS: brew install"
          + " hashicorp/tap/terraform; Windows: winget install Hashicorp.Terraform) and see that"
          + " 'terraform version' answers. OpenTofu 1.11 or newer will do as well";

  /** Copies the list. */
  public TerraformProgram {
    command = List.copyOf(command);
  }

  /**
   * Looks for {@code terraform}, then for {@code tofu}, on the {@code PATH}; the first that is new
   * enough is taken.
   *
   * @throws DeployException when there is none; says how to install one
   */
  public static TerraformProgram find(Map<String, String> environment) {
    List<String> tooOld = new ArrayList<>();
    for (String name : List.of("terraform", "tofu")) {
      for (Path program : onPath(name, environment)) {
        String version = version(List.of(program.toString()), environment);
        if (isNewEnough(version)) {
          return new TerraformProgram(List.of(program.toString()), version);
        }
        tooOld.add(program + " is version " + version);
        break; // a shell would take this one too
      }
    }
    throw new DeployException(
        PROBLEM,
        tooOld.isEmpty()
            ? "there is neither terraform nor tofu on the PATH"
            : String.join(", ", tooOld),
        INSTALL);
  }

  /** Tells whether a version has write-only arguments, which keep secrets out of the state. */
  static boolean isNewEnough(String version) {
    String[] numbers = version.split("[.-]", 3);
    try {
      int major = Integer.parseInt(numbers[0]);
      return major > 1 || major == 1 && Integer.parseInt(numbers[1]) >= 11;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return false;
    }
  }

  private static List<Path> onPath(String name, Map<String, String> environment) {
    List<Path> found = new ArrayList<>();
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    for (String folder : path.split(File.pathSeparator, -1)) {
      for (String file : List.of(name, name + ".exe")) {
        try {
          Path program = Path.of(folder.isEmpty() ? "." : folder, file);
          if (Files.isRegularFile(program) && Files.isExecutable(program)) {
            found.add(program);
          }
        } catch (InvalidPathException e) {
          // Such an entry finds nothing in a shell either.
        }
      }
    }
    return found;
  }

  private static String version(List<String> program, Map<String, String> environment) {
    List<String> command = new ArrayList<>(program);
    command.add("version");
    command.add("-json");
    List<String> lines = new ArrayList<>();
    try {
      TerraformProcess.run(
          command, TerraformEnvironment.of(environment), lines::add, line -> {}, line -> {});
      return JsonView.of(Json.read(String.join("\n", lines))).get("terraform_version").string();
    } catch (IOException | JsonException e) {
      throw new DeployException(
          PROBLEM,
          "'" + String.join(" ", command) + "' told no version: " + e.getMessage(),
          INSTALL,
          e);
    }
  }
}
