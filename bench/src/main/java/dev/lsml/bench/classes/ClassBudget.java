// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.classes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many classes of each package a cold start may load, as recorded in the repository. Immutable.
 *
 * <p>The classes out of jars are the same wherever the build runs, and so they may not grow by one.
 * Those of the JDK differ a little from one of its updates to the next: on the very runtime that
 * was recorded they may not grow either, on others the whole may be {@value #OTHER_RUNTIME_PERCENT}
 * percent larger.
 */
public final class ClassBudget {
  private static final int SAME_RUNTIME = 5;
  private static final int OTHER_RUNTIME_PERCENT = 3;
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
  private static final String RUNTIME = "runtime";

  private final String runtime;
  private final Map<String, Integer> packages;

  private ClassBudget(String runtime, Map<String, Integer> packages) {
    this.runtime = runtime;
    this.packages = packages;
  }

  /**
   * What was loaded, as a budget.
   *
   * @param runtime the JDK's full version
   */
  public static ClassBudget of(LoadedClasses classes, String runtime) {
    Map<String, Integer> packages = new TreeMap<>();
    classes.byPackage().forEach(each -> packages.put(each.getKey(), each.getValue()));
    return new ClassBudget(runtime, packages);
  }

  /**
   * Reads a recorded budget.
   *
   * @return {@code null} when there is no such file
   */
  public static @Nullable ClassBudget read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    String runtime = "";
    Map<String, Integer> packages = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      if (line.startsWith("#") || equals < 0) {
        continue;
      }
      String value = line.substring(equals + 1);
      if (line.substring(0, equals).equals(RUNTIME)) {
        runtime = value;
      } else {
        packages.put(line.substring(0, equals), Integer.valueOf(value));
      }
    }
    return new ClassBudget(runtime, packages);
  }

  /** Writes it to a file that {@link #read} understands. */
  public void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Classes loaded at the first answered prediction, by package: may only fall.");
    lines.add("# In all " + total() + ", of them " + ofJars() + " out of jars.");
    lines.add(RUNTIME + "=" + runtime);
    packages.forEach((name, count) -> lines.add(name + "=" + count));
    Files.write(file, lines);
  }

  /** All classes. */
  public int total() {
    int total = 0;
    for (int count : packages.values()) {
      total += count;
    }
    return total;
  }

  /** The classes that are not the JDK's. */
  public int ofJars() {
    int total = 0;
    for (Map.Entry<String, Integer> each : packages.entrySet()) {
      total += isJdk(each.getKey()) ? 0 : each.getValue();
    }
    return total;
  }

  /**
   * What is wrong with a start that loaded these.
   *
   * @return {@code null} when it is within this budget; else a text for whoever made it grow
   */
  public @Nullable String problem(ClassBudget loaded) {
    int allowed =
        loaded.runtime.equals(runtime)
            ? total() + SAME_RUNTIME
            : total() + total() * OTHER_RUNTIME_PERCENT / 100;
    if (loaded.ofJars() <= ofJars() && loaded.total() <= allowed) {
      return null;
    }
    StringBuilder text =
        new StringBuilder(
                "A cold start loads " + loaded.total() + " classes up to its first answer, ")
            .append(loaded.ofJars() + " of them out of jars; ")
            .append(total() + " and " + ofJars() + " are recorded. ")
            .append(
                "Each costs time on every cold start: keep them off the way to a first prediction.")
            .append(" Packages with more than before:");
    List<Map.Entry<String, Integer>> more = new ArrayList<>();
    loaded.packages.forEach(
        (name, count) -> {
          int growth = count - packages.getOrDefault(name, 0);
          if (growth > 0) {
            more.add(Map.entry(name, growth));
          }
        });
    more.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
    for (Map.Entry<String, Integer> each : more) {
      text.append("\n  +").append(each.getValue()).append(' ').append(each.getKey());
    }
    return text.toString();
  }

  private static boolean isJdk(String name) {
    for (String prefix : JDK) {
      if ((name + ".").startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
