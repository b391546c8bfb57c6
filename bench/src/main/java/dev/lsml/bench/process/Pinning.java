// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a server on one CPU, as the smallest Cloud Run instance has one. The client is kept off it
 * by starting this JVM with {@code taskset -c 1}, which {@code bench/run} does.
 */
public final class Pinning {
  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  private Pinning() {}

  /** Tells whether servers are pinned: taskset is there and so is a second CPU for the client. */
  public static boolean available() {
    return Files.isExecutable(TASKSET)
        && Files.isDirectory(Path.of("/sys/devices/system/cpu/cpu1"));
  }

  /** The command on CPU 0 where that is possible, else as it is. */
  public static List<String> onFirstCpu(List<String> command) {
    if (!available()) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of(TASKSET.toString(), "-c", "0"));
    pinned.addAll(command);
    return pinned;
  }

  /** One sentence for a report. */
  public static String description() {
    return available()
        ? "The server is pinned to CPU 0, the client to CPU 1."
        : "Nothing is pinned to a CPU, since there is no taskset or only one CPU: "
            + "the figures are noisier and not those of one CPU.";
  }
}
