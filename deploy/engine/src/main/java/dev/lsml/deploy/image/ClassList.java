// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The list of loaded classes that a JVM writes with {@code -XX:DumpLoadedClassList}, put in an
 * order of its own: threads load classes in another order every time, and an archive follows its
 * list.
 */
final class ClassList {
  private ClassList() {}

  /**
   * The same list for the same classes: plain classes first, then what is said of them. Classes of
   * other class loaders than the usual ones, which have a source, are left out; so are numbers that
   * nothing refers to then.
   */
  static List<String> normalized(List<String> lines) {
    TreeSet<String> classes = new TreeSet<>();
    TreeSet<String> remarks = new TreeSet<>();
    for (String line : lines) {
      if (line.startsWith("@")) {
        remarks.add(line);
      } else if (!line.startsWith("#") && !line.isBlank() && !line.contains(" source: ")) {
        int space = line.indexOf(' ');
        classes.add(space < 0 ? line : line.substring(0, space));
      }
    }
    List<String> all = new ArrayList<>(classes);
    all.addAll(remarks);
    return List.copyOf(all);
  }
}
