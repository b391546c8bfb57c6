// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.classes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The classes that a JVM loaded, from the log it writes under {@code -Xlog:class+load:file=…}.
 * Immutable.
 *
 * <p>Hidden classes, such as those behind lambdas, get a name with an address or a number in it;
 * the part that differs from run to run is cut off, so that two runs can be compared.
 *
 * @param names the classes in the order of their loading, one entry per loading
 */
public record LoadedClasses(List<String> names) {
  /** Copies the list. */
  public LoadedClasses {
    names = List.copyOf(names);
  }

  /**
   * Reads a log whose lines look like {@code [0.012s][info][class,load] java.lang.Object source:
   * shared objects file}, with any decorations.
   *
   * @throws IOException when it cannot be read
   */
  public static LoadedClasses read(Path log) throws IOException {
    return of(Files.readAllLines(log));
  }

  /** Reads the lines of such a log; lines of another kind are left out. */
  static LoadedClasses of(List<String> lines) {
    List<String> names = new ArrayList<>();
    for (String line : lines) {
      int source = line.indexOf(" source: ");
      if (source >= 0) {
        names.add(stable(line.substring(line.lastIndexOf(' ', source - 1) + 1, source)));
      }
    }
    return new LoadedClasses(names);
  }

  /** How many classes were loaded. */
  public int count() {
    return names.size();
  }

  /** The classes whose full name starts with one of the prefixes, each once, sorted. */
  public SortedSet<String> startingWith(Collection<String> prefixes) {
    SortedSet<String> found = new TreeSet<>();
    for (String name : names) {
      for (String prefix : prefixes) {
        if (name.startsWith(prefix)) {
          found.add(name);
        }
      }
    }
    return found;
  }

  /** How many classes of each package were loaded, the largest package first. */
  public List<Map.Entry<String, Integer>> byPackage() {
    Map<String, Integer> counts = new TreeMap<>();
    for (String name : names) {
      int dot = name.lastIndexOf('.');
      counts.merge(dot < 0 ? "(none)" : name.substring(0, dot), 1, Integer::sum);
    }
    List<Map.Entry<String, Integer>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()));
    return sorted;
  }

  /**
   * Cuts what differs from run to run: {@code A$$Lambda$14/0x0000000800c03000} to {@code
   * A$$Lambda}.
   */
  private static String stable(String name) {
    int slash = name.indexOf('/');
    String plain = slash < 0 ? name : name.substring(0, slash);
    int lambda = plain.indexOf("$$Lambda");
    return lambda < 0 ? plain : plain.substring(0, lambda + "$$Lambda".length());
  }
}
