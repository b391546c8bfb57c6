// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.SourceCopy;
import dev.lsml.e2e.parts.StagedRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever copies an example's folder and does what its README says has a project that builds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopiedExampleIT {
  private static final Path EXAMPLES = Path.of(System.getProperty("lsml.root"), "examples");

  private Path folder;
  private StagedRepository repository;

  @BeforeAll
  void stage() throws Exception {
    folder = Folders.fresh(CopiedExampleIT.class);
    repository = Parts.need("plugin", () -> StagedRepository.in(folder.resolve("repository")));
  }

  static List<String> examples() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aCopyWithTheLinesOfItsReadmeChangedIsTestedAndPackagedByItself(String example)
      throws Exception {
    Path copy = folder.resolve(example);
    SourceCopy.of(EXAMPLES.resolve(example), copy);
    // Else Maven would take the settings of the repository that this folder lies in for its own.
    Files.createDirectory(copy.resolve(".mvn"));
    change(copy.resolve("pom.xml"), Files.readAllLines(copy.resolve("README.md")));

    List<String> lines = repository.maven(copy, "verify");

    assertThat(lines).startsWith("0").anyMatch(line -> line.matches(".*Tests run: [1-9].*"));
    assertThat(copy.resolve("target/my-backend-0.1.0-SNAPSHOT.jar")).isRegularFile();
  }

  /** Does what the README's block of removed and added lines says. */
  private static void change(Path pom, List<String> readme) throws IOException {
    List<String> block =
        readme.subList(readme.indexOf("```diff") + 1, readme.size()).stream()
            .takeWhile(line -> !line.equals("```"))
            .toList();
    assertThat(block).as("the README's changes of the POM").hasSize(6);
    String text = Files.readString(pom);
    for (int i = 0; i < block.size(); i += 2) {
      String old = block.get(i).substring(1);
      assertThat(text).containsOnlyOnce(old + "\n");
      text = text.replace(old + "\n", block.get(i + 1).substring(1) + "\n");
    }
    Files.writeString(pom, text);
  }
}
