// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.StagedRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page whose commands need a JDK and Maven alone: its files are made, its commands typed. */
class DocumentedCommandsIT {
  private static final Path ROOT = Path.of(System.getProperty("lsml.root"));

  private static Path folder;
  private static Path repository;

  @BeforeAll
  static void stage() throws Exception {
    folder = Folders.fresh(DocumentedCommandsIT.class);
    repository = folder.resolve("repository");
    Parts.need("plugin", () -> StagedRepository.in(repository));
  }

  @ParameterizedTest
  @MethodSource("typed")
  void everyCommandOfThePageDoesWhatThePageSays(String name) throws Exception {
    DocPage page = DocPage.read(ROOT, name);
    Path place = folder.resolve(Path.of(name).getFileName().toString().replace(".md", ""));
    try (DocSandbox sandbox = new DocSandbox(place, repository, Map.of())) {
      List<DocPage.Typed> commands = new ArrayList<>();
      for (DocPage.Step step : page.steps()) {
        if (step instanceof DocPage.Shown shown) {
          sandbox.write(shown.file(), shown.text());
        } else if (step instanceof DocPage.Elsewhere elsewhere) {
          commands.add(
              new DocPage.Typed(0, "cd " + project(sandbox, elsewhere.page()), null, List.of()));
        } else if (step instanceof DocPage.Typed typed) {
          if (typed.whyNot() == null) {
            commands.add(typed);
          } else {
            System.out.println("NOT RUN " + name + ":" + typed.line() + ": " + typed.whyNot());
          }
        }
      }
      assertThat(commands).isNotEmpty();

      String output = sandbox.type(commands);

      assertThat(output).doesNotContain("BUILD FAILURE", "\"error\":");
      assertThat(Shows.missing(commands, output)).as("what the page shows").isEmpty();
    }
  }

  /** Makes the project that another page shows; gives its folder. */
  private static String project(DocSandbox sandbox, String page) throws Exception {
    String project = "";
    for (DocPage.Step step : DocPage.read(ROOT, page).steps()) {
      if (step instanceof DocPage.Shown shown) {
        sandbox.write(shown.file(), shown.text());
        project = shown.file().split("/")[0];
      }
    }
    return project;
  }

  static List<String> typed() {
    return Pages.TYPED.stream().sorted().toList();
  }

  @Test
  void noPageHasACommandThatNobodyRuns() throws Exception {
    List<String> unknown = new ArrayList<>();
    for (String page : Pages.all(ROOT)) {
      for (DocPage.Typed typed : DocPage.read(ROOT, page).commands()) {
        if (typed.whyNot() == null && !Pages.isRun(ROOT, page, typed.command())) {
          unknown.add(page + ":" + typed.line() + ": " + typed.command());
        }
      }
    }
    assertThat(unknown)
        .as("commands that no test runs; run them, or say above the block why that cannot be")
        .isEmpty();
  }
}
