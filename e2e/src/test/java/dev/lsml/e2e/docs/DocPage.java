// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the documentation: the files that it shows and the commands that it has people type, in
 * order. What a fenced block is, a comment in the line above tells:
 *
 * <ul>
 *   <li>{@code <!-- file: PATH -->}: the block is the content of that file;
 *   <li>{@code <!-- not run: WHY -->}: a console block that no test can run;
 *   <li>{@code <!-- in: PAGE -->}, anywhere: the commands that follow are typed in the project that
 *       another page shows.
 * </ul>
 *
 * <p>In a console block a line with a dollar sign begins a command; it goes on over the next lines
 * while a quote is open. Other lines are what the page shows of the command's output. Immutable.
 *
 * @param path below the root of the repository
 * @param steps in order
 */
record DocPage(String path, List<Step> steps) {
  /** What a page asks for. */
  sealed interface Step permits Shown, Typed, Elsewhere {}

  /** A file with its text. */
  record Shown(String file, String text) implements Step {}

  /**
   * A command.
   *
   * @param line where it stands on the page, from 1
   * @param whyNot why no test can run it; {@code null} when one can
   * @param prints what the page shows of its output, line by line; dots ({@code …}) stand for
   *     anything
   */
  record Typed(int line, String command, @Nullable String whyNot, List<String> prints)
      implements Step {
    Typed {
      prints = List.copyOf(prints);
    }
  }

  /** What follows is typed in the project of another page. */
  record Elsewhere(String page) implements Step {}

  DocPage {
    steps = List.copyOf(steps);
  }

  static DocPage read(Path root, String path) throws IOException {
    List<Step> steps = new ArrayList<>();
    List<String> lines = Files.readAllLines(root.resolve(path));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String elsewhere = comment(line, "in");
      if (elsewhere != null) {
        steps.add(new Elsewhere(elsewhere));
      }
      if (line.startsWith("```") && line.length() > 3) {
        String file = i == 0 ? null : comment(lines.get(i - 1), "file");
        String whyNot = i == 0 ? null : comment(lines.get(i - 1), "not run");
        int end = i + 1;
        while (!lines.get(end).equals("```")) {
          end++;
        }
        if (file != null) {
          steps.add(new Shown(file, String.join("\n", lines.subList(i + 1, end)) + "\n"));
        } else if (line.equals("```console")) {
          steps.addAll(commands(lines.subList(i + 1, end), i + 2, whyNot));
        }
        i = end;
      }
    }
    return new DocPage(path, steps);
  }

  /** The commands, without the files. */
  List<Typed> commands() {
    List<Typed> commands = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Typed typed) {
        commands.add(typed);
      }
    }
    return commands;
  }

  private static List<Step> commands(List<String> lines, int first, @Nullable String whyNot) {
    List<Step> commands = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("$ ")) {
        continue;
      }
      int at = i;
      StringBuilder command = new StringBuilder(lines.get(i).substring(2));
      while (isOpen(command) && i + 1 < lines.size()) {
        i++;
        command.append('\n').append(lines.get(i));
      }
      List<String> prints = new ArrayList<>();
      while (i + 1 < lines.size() && !lines.get(i + 1).startsWith("$ ")) {
        i++;
        prints.add(lines.get(i));
      }
      commands.add(new Typed(first + at, command.toString(), whyNot, prints));
    }
    return commands;
  }

  private static boolean isOpen(CharSequence command) {
    String text = command.toString().replaceAll("\\s# .*", ""); // a remark may have an apostrophe
    return text.chars().filter(c -> c == '\'').count() % 2 == 1 || text.endsWith("\\");
  }

  private static @Nullable String comment(String line, String kind) {
    String start = "<!-- " + kind + ": ";
    return line.startsWith(start) && line.endsWith(" -->")
        ? line.substring(start.length(), line.length() - 4)
        : null;
  }
}
