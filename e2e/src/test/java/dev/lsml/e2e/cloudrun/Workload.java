// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import dev.lsml.core.json.JsonView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one container of a service's or job's template, as it was applied.
 *
 * @param image reference with a digest
 * @param command instead of the image's entry point, empty for that one
 * @param arguments after it, empty for the image's own
 * @param variables plain values and secrets, in their order
 * @param cpus such as {@code 1}
 * @param memoryBytes the limit
 * @param cpuIdle whether the processor is taken away between requests
 * @param startupProbe {@code null} when none was written
 */
record Workload(
    String image,
    List<String> command,
    List<String> arguments,
    List<Variable> variables,
    String cpus,
    long memoryBytes,
    boolean cpuIdle,
    @Nullable Probe startupProbe) {

  /**
   * One variable of the environment.
   *
   * @param value {@code null} for a secret
   * @param secret its id or full name, {@code null} for a plain value
   * @param version a number or {@code latest}, {@code null} for a plain value
   */
  record Variable(
      String name, @Nullable String value, @Nullable String secret, @Nullable String version) {}

  /** Reads a template block that holds {@code containers}. */
  static Workload of(JsonView template) {
    List<JsonView> containers = template.get("containers").items();
    if (containers.size() != 1) {
      throw template.get("containers").wrong("a list of one container");
    }
    JsonView container = containers.get(0);
    JsonView resources = block(container, "resources");
    JsonView probe = block(container, "startup_probe");
    return new Workload(
        container.get("image").string(),
        strings(container.get("command")),
        strings(container.get("args")),
        container.get("env").items().stream().map(Workload::variable).toList(),
        cpus(orElse(resources.get("limits").get("cpu"), "1")),
        bytes(orElse(resources.get("limits").get("memory"), "512Mi")),
        resources.isNull() || resources.get("cpu_idle").flag(false),
        probe.isNull() ? null : Probe.of(probe));
  }

  /** The environment with the values of its secrets. */
  Map<String, String> environment(Secrets secrets) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Variable variable : variables) {
      String secret = variable.secret();
      environment.put(
          variable.name(),
          secret == null
              ? String.valueOf(variable.value())
              : secrets.value(
                  secret.substring(secret.lastIndexOf('/') + 1),
                  String.valueOf(variable.version())));
    }
    return environment;
  }

  private static Variable variable(JsonView env) {
    String name = env.get("name").string();
    JsonView reference = block(block(env, "value_source"), "secret_key_ref");
    return reference.isNull()
        ? new Variable(name, orElse(env.get("value"), ""), null, null)
        : new Variable(
            name,
            null,
            reference.get("secret").string(),
            orElse(reference.get("version"), "latest"));
  }

  /** The only block of that name; Terraform keeps even a single one in a list. */
  static JsonView block(JsonView parent, String name) {
    List<JsonView> blocks = parent.get(name).itemsOrSingle();
    return blocks.isEmpty() ? JsonView.of(null) : blocks.get(0);
  }

  static String orElse(JsonView value, String whenAbsent) {
    String text = value.stringOrNull();
    return text == null || text.isEmpty() ? whenAbsent : text;
  }

  static int orElse(JsonView value, int whenAbsent) {
    Long number = value.wholeOrNull();
    return number == null || number == 0 ? whenAbsent : Math.toIntExact(number);
  }

  private static List<String> strings(JsonView list) {
    List<String> strings = new ArrayList<>();
    list.items().forEach(item -> strings.add(item.string()));
    return strings;
  }

  /** Thousandths of a processor are written with an m. */
  private static String cpus(String cpu) {
    return cpu.endsWith("m")
        ? Double.toString(Integer.parseInt(cpu.substring(0, cpu.length() - 1)) / 1000.0)
        : cpu;
  }

  private static long bytes(String memory) {
    Map<String, Long> units =
        Map.of("Ki", 1L << 10, "Mi", 1L << 20, "Gi", 1L << 30, "k", 1000L, "M", 1000_000L);
    for (Map.Entry<String, Long> unit : units.entrySet()) {
      if (memory.endsWith(unit.getKey())) {
        String number = memory.substring(0, memory.length() - unit.getKey().length());
        return Long.parseLong(number) * unit.getValue();
      }
    }
    return Long.parseLong(memory);
  }
}
