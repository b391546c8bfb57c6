// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to start in a container.
 *
 * @param image with its digest, so that it is certain what runs
 * @param command instead of the image's entry point; empty for that one
 * @param arguments after the command; empty for the image's own, as in Cloud Run
 * @param environment added to the image's; it reaches podman in a file, never as an argument
 * @param cpus such as {@code 1} or {@code 0.5}
 * @param memoryBytes without swap
 * @param log gets both streams, one line with time and stream before each
 * @param options more of {@code podman run}'s, such as {@code --read-only}
 */
public record ContainerSpec(
    String image,
    List<String> command,
    List<String> arguments,
    Map<String, String> environment,
    String cpus,
    long memoryBytes,
    Path log,
    List<String> options) {

  /** Without more options. */
  public ContainerSpec(
      String image,
      List<String> command,
      List<String> arguments,
      Map<String, String> environment,
      String cpus,
      long memoryBytes,
      Path log) {
    this(image, command, arguments, environment, cpus, memoryBytes, log, List.of());
  }

  /** Copies the lists, and refuses an environment that does not fit into podman's file. */
  public ContainerSpec {
    command = List.copyOf(command);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    options = List.copyOf(options);
    environment.forEach(
        (name, value) -> {
          if (value.contains("\n") || name.contains("=")) {
            throw new IllegalArgumentException(
                "the variable " + name + " has a line break; podman reads one variable per line");
          }
        });
  }

  String environmentFile() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(environment)
        .forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    return lines.toString();
  }

  @Override
  public String toString() {
    return image + " " + command + " " + arguments + " with " + environment.keySet();
  }
}
