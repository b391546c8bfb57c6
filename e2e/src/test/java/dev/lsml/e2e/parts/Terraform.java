// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import dev.lsml.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real {@code terraform} on a copy of one of this repository's roots, so that nothing is
 * written beside the sources. Nothing is downloaded: the provider comes from the environment.
 */
public final class Terraform {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Path root;
  private final Map<String, String> environment;

  private Terraform(Path root, Map<String, String> environment) {
    this.root = root;
    this.environment = environment;
  }

  /**
   * A root to work with.
   *
   * @param root such as {@code terraform/gcp/service}
   * @param folder where the copy goes; made if need be
   * @param environment is added to this JVM's
   * @throws MissingPart when there is no {@code terraform}, or one that is too old
   */
  public static Terraform of(String root, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException, MissingPart {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("TF_IN_AUTOMATION", "1");
    all.put("TF_INPUT", "0");
    all.put("CHECKPOINT_DISABLE", "1");
    all.put("TF_CLI_ARGS", "");
    all.put("TF_DATA_DIR", folder.resolve(".terraform").toString());
    Files.createDirectories(folder);
    all.put("TF_CLI_CONFIG_FILE", Files.writeString(folder.resolve("cli.tfrc"), "").toString());
    all.putAll(environment);
    version(all);
    copy(Path.of(System.getProperty("lsml.root")).resolve(root), folder);
    return new Terraform(folder, all);
  }

  private static void version(Map<String, String> environment)
      throws IOException, InterruptedException, MissingPart {
    Commands.Outcome outcome;
    try {
      outcome = Commands.run(List.of("terraform", "version", "-json"), environment, LIMIT);
    } catch (IOException e) {
      throw new MissingPart("there is no terraform", "install Terraform 1.11 or newer");
    }
    Map<?, ?> told = outcome.status() == 0 ? (Map<?, ?>) Json.read(outcome.output()) : Map.of();
    String version = String.valueOf(told == null ? "" : told.get("terraform_version"));
    String[] parts = version.split("\\.");
    if (parts.length < 3 || parts[0].equals("1") && Integer.parseInt(parts[1]) < 11) {
      throw new MissingPart(
          "terraform is " + version, "install Terraform 1.11 or newer (write-only arguments)");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }

  /** Where the copy is. */
  public Path folder() {
    return root;
  }

  /**
   * Runs a subcommand.
   *
   * @param variables values of input variables, which go through the environment as secrets do
   * @return the exit status and both streams
   */
  public Run run(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("terraform", "-chdir=" + root));
    command.addAll(List.of(arguments));
    Map<String, String> all = new LinkedHashMap<>(environment);
    variables.forEach((name, value) -> all.put("TF_VAR_" + name, value));
    Commands.Outcome outcome = Commands.run(command, all, LIMIT);
    return new Run(String.join(" ", arguments), outcome.status(), outcome.output());
  }

  /** Runs a subcommand and fails with its output when it does not succeed. */
  public Run must(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    Run run = run(variables, arguments);
    if (run.status() != 0) {
      throw new AssertionError(
          "terraform " + run.command() + " ended with " + run.status() + ":\n" + run.output());
    }
    return run;
  }

  /** Applies, and fails when that does not succeed. */
  public Run apply(Map<String, String> variables) throws IOException, InterruptedException {
    return must(variables, "apply", "-no-color", "-auto-approve");
  }

  /** The values of the outputs. */
  public Map<String, @Nullable Object> outputs() throws IOException, InterruptedException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    ((Map<?, ?>) Json.read(must(Map.of(), "output", "-json").output()))
        .forEach((name, told) -> values.put((String) name, ((Map<?, ?>) told).get("value")));
    return values;
  }

  /** How a subcommand ended. */
  public record Run(String command, int status, String output) {}
}
