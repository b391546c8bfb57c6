// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {
  @TempDir private Path folder;

  @Test
  void theJdkThatWasAskedForIsTaken() throws IOException {
    Path wanted = jdk("wanted", "17.0.15", "Debian", true);
    Path builds = jdk("builds", "21.0.1", "Eclipse Adoptium", true);

    assertThat(Jdks.choose(wanted, builds).home()).isEqualTo(wanted);
  }

  @Test
  void aFolderWithoutAJdkIsRefused() {
    Path wanted = folder.resolve("nothing");

    assertThatThrownBy(() -> Jdks.choose(wanted, folder))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "The image's Java runtime cannot be made: there is no JDK in "
                + wanted
                + ". Name the home of a JDK in -Dlsml.image.jdk=, or leave it out");
  }

  @Test
  void aTemurin25BesideTheJdkThatBuildsIsPreferred() throws IOException {
    Path builds = jdk("builds", "17.0.15", "Debian", true);
    jdk("a25", "25.0.2", "Debian", true);
    Path temurin = jdk("b25", "25.0.3", "Eclipse Adoptium", true);
    jdk("c25", "25.0.3", "Eclipse Adoptium", false);

    Jdk chosen = Jdks.choose(null, builds);

    assertThat(chosen.feature()).isEqualTo(25);
    assertThat(chosen.home()).isEqualTo(temurin);
    assertThat(chosen).hasToString("JDK 25.0.3 (Eclipse Adoptium)");
  }

  @Test
  void aNewerJdkThatBuildsIsKeptSinceWhatItCompiledMayNeedIt() throws IOException {
    Path builds = jdk("builds", "27", "Eclipse Adoptium", true);
    jdk("beside", "25.0.3", "Eclipse Adoptium", true);

    assertThat(Jdks.choose(null, builds).home()).isEqualTo(builds);
  }

  private Path jdk(String name, String version, String vendor, boolean links) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"" + vendor + "\"\nJAVA_VERSION=\"" + version + "\"\nLIBC=\"gnu\"\n");
    if (links) {
      Files.createDirectories(home.resolve("bin"));
      for (String tool : new String[] {"jlink", "jdeps"}) {
        Files.createFile(home.resolve("bin").resolve(tool)).toFile().setExecutable(true);
      }
    }
    return home;
  }
}
