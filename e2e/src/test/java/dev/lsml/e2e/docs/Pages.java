// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All pages with commands, and which test runs which of them. Functions only. */
final class Pages {
  /** Typed as they stand. */
  static final Set<String> TYPED =
      Set.of(
          "docs/quick-start.md",
          "docs/write-your-own.md",
          "docs/from-python.md",
          "docs/interactive.md",
          "docs/training.md",
          "docs/operations.md",
          "docs/preannotate.md",
          "docs/security.md");

  /** Run by a test of their own: the beginning of the command, and the test. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "mvn lsml:doctor", "dev.lsml.e2e.DoctorIT",
          "mvn -Plocal", "dev.lsml.e2e.FreshCloneIT",
          "curl -s localhost:9090/predict", "dev.lsml.e2e.FreshCloneIT");

  /** A goal on a cloud; the rehearsals run each of them, with the real Terraform. */
  private static final Pattern CLOUD =
      Pattern.compile("mvn (deploy|lsml:[a-z]+)(?: -D\\S+)* -P(?:gcp|aws)\\b.*", Pattern.DOTALL);

  private static final String TESTS = "e2e/src/test/java/dev/lsml/e2e";

  private Pages() {}

  /** The pages, below the root. */
  static List<String> all(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root, 3)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(
              file ->
                  file.matches("(README|CONTRIBUTING)\\.md|docs/[^/]+\\.md|[a-z/-]+/README\\.md"))
          .filter(file -> !file.contains("target/"))
          .sorted()
          .toList();
    }
  }

  /** Tells whether a test runs the command. */
  static boolean isRun(Path root, String page, String command) throws IOException {
    if (TYPED.contains(page) || command.startsWith("export ")) {
      return true;
    }
    if (command.startsWith("mvn verify") && page.equals("README.md")) {
      return true; // it is what runs this
    }
    for (Map.Entry<String, String> each : ELSEWHERE.entrySet()) {
      if (command.startsWith(each.getKey())) {
        return Files.exists(
            root.resolve("e2e/src/test/java").resolve(each.getValue().replace('.', '/') + ".java"));
      }
    }
    Matcher cloud = CLOUD.matcher(command);
    if (!cloud.matches()) {
      return false;
    }
    String goal = cloud.group(1);
    String tests = tests(root);
    return tests.contains('"' + goal + '"')
        || tests.contains("goal(\"" + goal.substring(goal.indexOf(':') + 1) + "\"");
  }

  private static String tests(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(TESTS))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Pages::text)
          .collect(Collectors.joining());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}
