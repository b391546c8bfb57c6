// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedAppTest {
  @TempDir private Path folder;

  @Test
  void theInvokerGoesLastSinceItsJarHoldsOldCopiesOfOtherLibraries() throws IOException {
    ClassPathJar invoker = TestJars.library(folder, "java-function-invoker", "g");
    ClassPathJar jackson = TestJars.library(folder, "jackson-core", "g");
    ClassPathJar backend = TestJars.backend(folder);

    StagedApp app = StagedApp.stage(List.of(backend, invoker, jackson), folder.resolve("app"));

    assertThat(app.classPath())
        .isEqualTo(
            "jars/tiny-backend-1.0.jar:jars/jackson-core-1.0.jar:jars/java-function-invoker-1.0.jar");
  }

  @Test
  void jarsHaveTheTimeThatTheyWillHaveInTheImage() throws IOException {
    StagedApp app = StagedApp.stage(List.of(TestJars.backend(folder)), folder.resolve("app"));

    assertThat(Files.getLastModifiedTime(app.file(app.jars().get(0))))
        .isEqualTo(FileTime.fromMillis(1000));
  }

  @Test
  void jarsOfTheSameNameAreKeptApart() throws IOException {
    ClassPathJar one = TestJars.library(folder.resolve("1"), "util", "org.one");
    ClassPathJar two = TestJars.library(folder.resolve("2"), "util", "org.two");
    ClassPathJar three =
        new ClassPathJar(TestJars.library(folder.resolve("3"), "util", "g").file(), false, null);

    StagedApp app = StagedApp.stage(List.of(one, two, three), folder.resolve("app"));

    assertThat(app.classPath())
        .isEqualTo("jars/util-1.0.jar:jars/org.two.util-1.0.jar:jars/2-util-1.0.jar");
  }

  @Test
  void aFolderOfClassesIsRefused() {
    ClassPathJar classes = new ClassPathJar(folder, true, null);

    assertThatThrownBy(() -> StagedApp.stage(List.of(classes), folder.resolve("app")))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "The image cannot be built: "
                + folder
                + " on the class path is not a jar. Run the build up to the phase package at least,"
                + " so that every module has its jar");
  }
}
