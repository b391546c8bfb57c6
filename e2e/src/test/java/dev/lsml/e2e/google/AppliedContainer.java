// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import static dev.lsml.e2e.google.Values.block;
import static dev.lsml.e2e.google.Values.blocks;
import static dev.lsml.e2e.google.Values.object;
import static dev.lsml.e2e.google.Values.string;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What Terraform told Cloud Run to run, for whoever runs it in Cloud Run's place.
 *
 * @param image with its digest
 * @param command instead of the image's entry point; empty leaves it
 * @param args instead of the image's arguments; empty leaves them
 * @param environment with the values of its secrets
 * @param cpu such as {@code 1}
 * @param memory such as {@code 1Gi}
 * @param port where it is asked; 0 for a job
 * @param startup how its start is watched; null for a job
 */
public record AppliedContainer(
    String image,
    List<String> command,
    List<String> args,
    Map<String, String> environment,
    String cpu,
    String memory,
    int port,
    @Nullable HttpProbe startup) {

  /** A probe by HTTP; times in seconds. */
  public record HttpProbe(String path, long period, long timeout, long failures) {}

  /**
   * The container of a service.
   *
   * @param service as planned or as applied
   * @param secrets the value of a secret by its name and version
   */
  public static AppliedContainer ofService(
      Map<String, @Nullable Object> service, BinaryOperator<String> secrets) {
    return of(block(block(service, "template"), "containers"), secrets);
  }

  /** The container of a job. */
  public static AppliedContainer ofJob(
      Map<String, @Nullable Object> job, BinaryOperator<String> secrets) {
    return of(block(block(block(job, "template"), "template"), "containers"), secrets);
  }

  private static AppliedContainer of(
      Map<String, @Nullable Object> container, BinaryOperator<String> secrets) {
    Map<String, @Nullable Object> limits = object(block(container, "resources").get("limits"));
    List<Map<String, @Nullable Object>> ports = blocks(container, "ports");
    boolean serves = container.containsKey("liveness_probe");
    return new AppliedContainer(
        string(container, "image"),
        strings(container.get("command")),
        strings(container.get("args")),
        environment(container, secrets),
        string(limits, "cpu"),
        string(limits, "memory"),
        serves ? ((Long) ports.get(0).get("container_port")).intValue() : 0,
        serves ? probe(block(container, "startup_probe")) : null);
  }

  private static Map<String, String> environment(
      Map<String, @Nullable Object> container, BinaryOperator<String> secrets) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> variable : blocks(container, "env")) {
      List<Map<String, @Nullable Object>> source = blocks(variable, "value_source");
      String value;
      if (source.isEmpty()) {
        value = string(variable, "value");
      } else {
        Map<String, @Nullable Object> key = block(source.get(0), "secret_key_ref");
        value = secrets.apply(string(key, "secret"), string(key, "version"));
      }
      environment.put(string(variable, "name"), value);
    }
    return environment;
  }

  private static HttpProbe probe(Map<String, @Nullable Object> probe) {
    return new HttpProbe(
        string(block(probe, "http_get"), "path"),
        (Long) probe.get("period_seconds"),
        (Long) probe.get("timeout_seconds"),
        (Long) probe.get("failure_threshold"));
  }

  private static List<String> strings(@Nullable Object list) {
    return list instanceof List<?> values
        ? values.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Without the values of the environment, secrets among them. */
  @Override
  public String toString() {
    return image + " " + command + args + " " + environment.keySet() + " " + cpu + " CPU " + memory;
  }
}
