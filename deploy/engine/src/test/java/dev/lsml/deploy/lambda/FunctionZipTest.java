// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.image.ClassPathJar;
import dev.lsml.deploy.image.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionZipTest {
  @TempDir private Path folder;

  @Test
  void everyJarLiesInLibUnderItsPlaceOnTheClassPathAsItIs() throws Exception {
    ClassPathJar own = SomeJars.of(folder, "model-1.0.jar", "org/example/Model.class");
    ClassPathJar library = SomeJars.of(folder, "a-library-2.0.jar", "META-INF/services/x");

    FunctionZip zip =
        FunctionZip.write(
            ZipContents.of(List.of(own, library)), folder.resolve("out/function.zip"));

    assertThat(zip.sha256()).isEqualTo(Sha256.of(zip.file()));
    assertThat(zip.bytes()).isEqualTo(Files.size(zip.file()));
    try (ZipFile read = new ZipFile(zip.file().toFile())) {
      List<? extends ZipEntry> entries = Collections.list(read.entries());
      assertThat(entries)
          .extracting(ZipEntry::getName)
          .containsExactly("lib/001-model-1.0.jar", "lib/002-a-library-2.0.jar");
      assertThat(entries).extracting(ZipEntry::getMethod).containsOnly(ZipEntry.STORED);
      assertThat(read.getInputStream(entries.get(0)))
          .hasBinaryContent(Files.readAllBytes(own.file()));
      assertThat(read.getInputStream(entries.get(1)))
          .hasBinaryContent(Files.readAllBytes(library.file()));
    }
  }

  @Test
  void theSameJarsGiveTheSameBytesWhenTheyWereMadeAtAnotherTime() throws Exception {
    List<ClassPathJar> jars = List.of(SomeJars.of(folder, "model-1.0.jar", "Model.class"));
    FunctionZip first = FunctionZip.write(ZipContents.of(jars), folder.resolve("1.zip"));
    Files.setLastModifiedTime(jars.get(0).file(), FileTime.fromMillis(5_000_000));
    FunctionZip second = FunctionZip.write(ZipContents.of(jars), folder.resolve("2.zip"));

    Files.write(jars.get(0).file(), new byte[] {1}, StandardOpenOption.APPEND);
    FunctionZip third = FunctionZip.write(ZipContents.of(jars), folder.resolve("3.zip"));

    assertThat(second.file()).hasSameBinaryContentAs(first.file());
    assertThat(second.sha256()).isEqualTo(first.sha256());
    assertThat(third.sha256()).isNotEqualTo(first.sha256());
  }

  @Test
  void nativeLibrariesOfOtherPlatformsAreLeftOutWhenNameAndContentsAgree() throws Exception {
    List<ClassPathJar> jars = new ArrayList<>();
    for (String name :
        List.of(
            "netty-resolver-dns-native-macos-4.1.0.Final-osx-aarch_64.jar",
            "openblas-0.3.30-windows-x86_64.jar",
            "openblas-0.3.30-macosx-arm64.jar",
            "openblas-0.3.30-linux-arm64.jar",
            "lwjgl-3.3.6-natives-windows.jar",
            "netty-tcnative-2.0-linux-aarch_64-fedora.jar",
            "openblas-0.3.30-linux-x86_64.jar",
            "lwjgl-3.3.6-natives-linux.jar",
            "tokenizers-0.34.0.jar")) {
      jars.add(SomeJars.of(folder, name, "META-INF/MANIFEST.MF", "native.bin"));
    }
    jars.add(SomeJars.of(folder, "ui-1.0-windows.jar", "org/example/Window.class"));
    jars.add(SomeJars.of(folder, "named-1.0-windows.jar", "module-info.class", "named.dll"));

    ZipContents contents = ZipContents.of(jars);

    assertThat(contents.leftOut())
        .containsExactly(
            "netty-resolver-dns-native-macos-4.1.0.Final-osx-aarch_64.jar",
            "openblas-0.3.30-windows-x86_64.jar",
            "openblas-0.3.30-macosx-arm64.jar",
            "openblas-0.3.30-linux-arm64.jar",
            "lwjgl-3.3.6-natives-windows.jar",
            "netty-tcnative-2.0-linux-aarch_64-fedora.jar",
            "named-1.0-windows.jar");
    assertThat(contents.entries())
        .extracting(ZipContents.Entry::name)
        .containsExactly(
            "lib/001-openblas-0.3.30-linux-x86_64.jar",
            "lib/002-lwjgl-3.3.6-natives-linux.jar",
            "lib/003-tokenizers-0.34.0.jar",
            "lib/004-ui-1.0-windows.jar");
  }

  @Test
  void aFolderOnTheClassPathIsRefused() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));

    assertThatThrownBy(() -> ZipContents.of(List.of(new ClassPathJar(classes, true, null))))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "The zip cannot be built: "
                + classes
                + " on the class path is not a jar. Run the build up to the phase package at least,"
                + " so that every module has its jar");
  }
}
