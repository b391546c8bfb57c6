// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.contender;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The contenders of one comparison, and those that could not take part with the reason. Not
 * thread-safe.
 */
public final class LineUp {
  private final List<Contender> contenders = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  /** Makes a contender, or says why it cannot. */
  @FunctionalInterface
  public interface Entry {
    /**
     * Makes it.
     *
     * @throws IOException with the reason why it cannot take part
     */
    Contender make() throws IOException;
  }

  /** Adds a contender, or the reason why it cannot take part. */
  public void add(String name, Entry entry) {
    try {
      contenders.add(entry.make());
    } catch (IOException e) {
      skipped.add("SKIPPED " + name + ": " + e.getMessage());
    }
  }

  /** Those that take part, in the order in which they were added. */
  public List<Contender> contenders() {
    return List.copyOf(contenders);
  }

  /** One sentence for each that does not. */
  public List<String> skipped() {
    return List.copyOf(skipped);
  }
}
