// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.bench.process.Jdk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where things are and how long to measure.
 *
 * @param bench the folder {@code bench} of the repository
 * @param work a folder for logs, archives and stores; may be deleted at any time
 * @param cache a folder for what is costly to make again
 * @param rounds how often each contender takes its turn
 * @param seconds how long one round under load lasts
 */
public record Workbench(Path bench, Path work, Path cache, int rounds, int seconds) {

  /**
   * Reads the system properties {@code lsml.bench.folder} ({@code bench}), {@code lsml.bench.cache}
   * ({@code ~/.cache/lsml-bench}), {@code lsml.bench.rounds} (9) and {@code lsml.bench.seconds}
   * (4).
   */
  public static Workbench ofSystemProperties() {
    Path bench = Path.of(System.getProperty("lsml.bench.folder", "bench")).toAbsolutePath();
    String cache = System.getProperty("lsml.bench.cache");
    return new Workbench(
        bench,
        bench.resolve("target/bench"),
        cache == null
            ? Path.of(System.getProperty("user.home"), ".cache", "lsml-bench")
            : Path.of(cache).toAbsolutePath(),
        Integer.getInteger("lsml.bench.rounds", 9),
        Integer.getInteger("lsml.bench.seconds", 4));
  }

  /** The JDK that stands for the oldest supported one: 17, else the one that runs this. */
  public Jdk oldestJdk() {
    Jdk found = Jdk.find(17);
    return found == null ? Jdk.current() : found;
  }

  /**
   * JDK 25.
   *
   * @throws IOException when none is found
   */
  public Jdk newestJdk() throws IOException {
    Jdk found = Jdk.find(25);
    if (found == null) {
      throw new IOException("no JDK 25 found; name one with -Dlsml.bench.jdk25=");
    }
    return found;
  }
}
