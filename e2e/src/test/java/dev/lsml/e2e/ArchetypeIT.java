// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.StagedRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What somebody's first project is made of. That it serves is seen in {@code DocumentedCommandsIT},
 * which types the page of the quick start.
 */
class ArchetypeIT {
  private static Path folder;
  private static StagedRepository repository;

  @BeforeAll
  static void start() throws Exception {
    folder = Folders.fresh(ArchetypeIT.class);
    repository = Parts.need("plugin", () -> StagedRepository.in(folder.resolve("repository")));
    // Else Maven would take the settings of the repository that this folder lies in for its own.
    Files.createDirectory(folder.resolve(".mvn"));
  }

  @Test
  void theNewProjectPassesItsTestAndShowsBothDeployments() throws Exception {
    assertThat(generate("stars", "-Dmodel=Stars", "-Dpackage=org.stars.model")).startsWith("0");

    Path project = folder.resolve("stars");
    assertThat(files(project))
        .containsExactly(
            ".gitignore",
            "README.md",
            "pom.xml",
            "src/main/java/org/stars/model/Stars.java",
            "src/main/resources/META-INF/services/dev.lsml.core.model.LabelStudioModel",
            "src/test/java/org/stars/model/StarsTest.java");
    assertThat(Files.readString(project.resolve("pom.xml")))
        .doesNotContain("<build>", "<plugin>", "<profile>", "<properties>");

    assertThat(repository.maven(project, "verify"))
        .startsWith("0")
        .anyMatch(line -> line.startsWith("[INFO] Tests run: 1, Failures: 0, Errors: 0"));
    assertThat(repository.maven(project, "lsml:plan", "-Pgcp", "-Dgcp.project=my-shop"))
        .startsWith("0")
        .anyMatch(line -> line.contains("Plan for stars on Google Cloud Run (project my-shop"));
    assertThat(repository.maven(project, "lsml:plan", "-Paws", "-Daws.region=eu-central-1"))
        .startsWith("0")
        .anyMatch(line -> line.contains("Plan for stars on AWS Lambda ("));
  }

  private static List<String> generate(String artifact, String... more) throws Exception {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "archetype:generate",
                    "-DarchetypeGroupId=dev.lsml",
                    "-DarchetypeArtifactId=lsml-archetype",
                    "-DarchetypeVersion=0.1.0-SNAPSHOT",
                    "-DgroupId=org.stars",
                    "-DartifactId=" + artifact),
                Stream.of(more))
            .toList();
    return repository.maven(folder, arguments.toArray(String[]::new));
  }

  private static List<String> files(Path project) throws Exception {
    try (Stream<Path> all = Files.walk(project)) {
      return all.filter(Files::isRegularFile)
          .map(file -> project.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
