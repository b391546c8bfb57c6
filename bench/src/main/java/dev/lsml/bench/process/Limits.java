// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A share of a processor and so much memory for a process, by control groups, version 1 or 2; that
 * needs root. What containers add to a start is not there. The groups stay empty behind.
 */
public final class Limits {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final int PERIOD = 20_000;

  private final List<Path> groups;

  private Limits(List<Path> groups) {
    this.groups = groups;
  }

  /**
   * Sets them up.
   *
   * @param cpus such as 0.29
   * @param megabytes as Lambda counts them, 1024 times 1024 bytes each
   * @throws IOException when control groups cannot be written here
   */
  public static Limits of(double cpus, int megabytes) throws IOException {
    long quota = Math.round(cpus * PERIOD);
    long bytes = megabytes * 1024L * 1024;
    if (Files.exists(ROOT.resolve("cgroup.controllers"))) {
      Path group = group(ROOT);
      Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+cpu +memory");
      Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD);
      Files.writeString(group.resolve("memory.max"), Long.toString(bytes));
      return new Limits(List.of(group));
    }
    Path cpu = group(ROOT.resolve("cpu"));
    Files.writeString(cpu.resolve("cpu.cfs_quota_us"), "-1");
    Files.writeString(cpu.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD));
    Files.writeString(cpu.resolve("cpu.cfs_quota_us"), Long.toString(quota));
    Path memory = group(ROOT.resolve("memory"));
    Files.writeString(memory.resolve("memory.limit_in_bytes"), Long.toString(bytes));
    return new Limits(List.of(cpu, memory));
  }

  private static Path group(Path parent) throws IOException {
    return Files.createDirectories(parent.resolve("lsml-bench"));
  }

  /** Puts a running process under these limits. */
  public void apply(long pid) throws IOException {
    for (Path group : groups) {
      Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
    }
  }

  /** The command within these limits. */
  public List<String> on(List<String> command) {
    StringBuilder script = new StringBuilder();
    for (Path group : groups) {
      script.append("echo $$ > ").append(group.resolve("cgroup.procs")).append(" && ");
    }
    List<String> limited = new ArrayList<>(List.of("/bin/sh", "-c", script + "exec \"$@\"", "sh"));
    limited.addAll(command);
    return limited;
  }
}
