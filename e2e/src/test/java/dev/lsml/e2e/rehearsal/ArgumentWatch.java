// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Remembers the command line of every process of this machine that it sees: what {@code ps} shows.
 */
final class ArgumentWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 50;

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  ArgumentWatch() {
    thread.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      List<Path> processes =
          all.filter(path -> Character.isDigit(path.getFileName().toString().charAt(0))).toList();
      for (Path process : processes) {
        try {
          byte[] line = Files.readAllBytes(process.resolve("cmdline"));
          seen.add(new String(line, StandardCharsets.UTF_8).replace('\0', ' '));
        } catch (IOException ended) {
          continue;
        }
      }
    } catch (IOException e) {
      seen.add("no /proc: " + e);
    }
  }

  /** The command lines so far. */
  Set<String> seen() {
    return Set.copyOf(seen);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
