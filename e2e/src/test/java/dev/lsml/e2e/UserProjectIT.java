// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.StagedRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A project of somebody else's, whose parent is lsml-parent. */
class UserProjectIT {
  private static final String SERVICES = "META-INF/services/dev.lsml.core.model.LabelStudioModel";

  private Path project;
  private StagedRepository repository;

  @BeforeEach
  void start() throws Exception {
    Path folder = Folders.fresh(UserProjectIT.class);
    repository = Parts.need("plugin", () -> StagedRepository.in(folder.resolve("repository")));
    project = Files.createDirectories(folder.resolve("project"));
    // Else Maven would take the settings of the repository that this folder lies in for its own.
    Files.createDirectory(project.resolve(".mvn"));
  }

  @Test
  void thePlanIsShownAndNothingIsMade() throws Exception {
    pom(project, parent(), "review-backend", "");
    model(project);

    List<String> lines = repository.maven(project, "lsml:plan", "-Pgcp", "-Dgcp.project=x");

    assertThat(lines)
        .startsWith("0")
        .contains(
            "[INFO] Plan for review-backend on Google Cloud Run (project x, region us-central1);"
                + " nothing of it is done now",
            "[INFO]  1. Look for what would go wrong later",
            "[INFO]  2. Make gs://x-review-backend-state for Terraform's state, unless it is there",
            "[INFO]       ENDPOINT_URL=<endpoint_url>",
            "[WARNING] Problem: 'x' is not the id of a Google Cloud project");
    assertThat(project.resolve("target")).doesNotExist();
    assertThat(project.resolve(".lsml")).doesNotExist();
  }

  @Test
  void aMistypedProfileEndsTheBuildBeforeAnythingIsBuilt() throws Exception {
    pom(project, parent(), "review-backend", "");
    model(project);

    List<String> lines = repository.maven(project, "deploy", "-Pgpc");

    assertThat(lines)
        .startsWith("1")
        .anyMatch(
            line ->
                line.contains(
                    "There is no profile gpc; did you mean -Pgcp? Nothing was built, deployed or"
                        + " published."));
    assertThat(project.resolve("target")).doesNotExist();
  }

  @Test
  void ofSeveralModulesTheOneWithTheModelIsDeployedOnceAndAfterTheLast() throws Exception {
    modules();

    List<String> lines = repository.maven(project, "deploy", "-Pgcp", "-Dgcp.region=nowhere");

    assertThat(lines).startsWith("1");
    assertThat(lines)
        .containsOnlyOnce(
            "[INFO] Deploying review-backend on Google Cloud Run (no project, region nowhere)")
        .containsSubsequence(
            line(lines, "Building later 1.0"),
            "[INFO] Deploying review-backend on Google Cloud Run (no project, region nowhere)",
            "[WARNING] Problem: No Google Cloud project is named",
            "[WARNING] Problem: 'nowhere' is not a region of Google Cloud");
    assertThat(lines)
        .filteredOn(line -> line.contains("Skipping artifact deployment"))
        .isNotEmpty();
  }

  @Test
  void aFailureInAModuleAfterTheBackendKeepsItFromBeingDeployed() throws Exception {
    modules();
    Path sources = Files.createDirectories(project.resolve("later/src/main/java"));
    Files.writeString(sources.resolve("Broken.java"), "final class Broken {");

    List<String> lines = repository.maven(project, "deploy", "-Pgcp");

    assertThat(lines).startsWith("1").noneMatch(line -> line.contains("Deploying"));
  }

  private static String line(List<String> lines, String part) {
    return lines.stream().filter(line -> line.contains(part)).findFirst().orElse(part);
  }

  private void modules() throws IOException {
    pom(
        project,
        parent(),
        "all",
        "<packaging>pom</packaging><modules><module>library</module><module>backend</module>"
            + "<module>later</module></modules>");
    String parent =
        "<parent><groupId>demo</groupId><artifactId>all</artifactId><version>1.0</version></parent>";
    pom(Files.createDirectory(project.resolve("library")), parent, "library", "");
    pom(Files.createDirectory(project.resolve("backend")), parent, "review-backend", "");
    pom(Files.createDirectory(project.resolve("later")), parent, "later", "");
    model(project.resolve("backend"));
  }

  private static String parent() {
    return "<parent><groupId>dev.lsml</groupId><artifactId>lsml-parent</artifactId>"
        + "<version>0.1.0-SNAPSHOT</version><relativePath/></parent>";
  }

  private static void pom(Path folder, String parent, String artifact, String more)
      throws IOException {
    Files.writeString(
        folder.resolve("pom.xml"),
        "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>"
            + parent
            + "<groupId>demo</groupId><artifactId>"
            + artifact
            + "</artifactId><version>1.0</version>"
            + more
            + "<dependencies><dependency><groupId>dev.lsml</groupId>"
            + "<artifactId>lsml-core</artifactId></dependency></dependencies></project>");
  }

  private static void model(Path folder) throws IOException {
    Path file = folder.resolve("src/main/resources").resolve(SERVICES);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "demo.Model\n");
  }
}
