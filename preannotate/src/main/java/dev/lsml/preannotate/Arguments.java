// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.preannotate.rows.Trouble;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command line that names are taken from until nothing is left. Not thread-safe. */
final class Arguments {
  private final List<String> rest;

  Arguments(List<String> arguments) {
    this.rest = new ArrayList<>(arguments);
  }

  boolean flag(String name) {
    return rest.remove(name);
  }

  /** The value after a name; {@code null} when it is not there. */
  @Nullable String value(String name) {
    int at = rest.indexOf(name);
    if (at < 0) {
      return null;
    }
    if (at + 1 == rest.size()) {
      throw new Trouble(name + " has no value", "nothing follows it", "See --help");
    }
    rest.remove(at);
    return rest.remove(at);
  }

  String valueOr(String name, String whenAbsent) {
    String value = value(name);
    return value == null ? whenAbsent : value;
  }

  long whole(String name, long whenAbsent, long least) {
    String text = value(name);
    try {
      long value = text == null ? whenAbsent : Long.parseLong(text);
      if (value >= least && value <= Integer.MAX_VALUE) {
        return value;
      }
    } catch (NumberFormatException e) {
      // the same answer
    }
    throw new Trouble(name + " cannot be " + text, "it must be a whole number", "See --help");
  }

  @Nullable Boolean terminal() {
    String progress = value("--progress");
    return progress == null ? null : progress.equals("terminal");
  }

  void refuseRest() {
    if (!rest.isEmpty()) {
      throw new Trouble("'" + rest.get(0) + "' is not known", "it is no option", "See --help");
    }
  }
}
