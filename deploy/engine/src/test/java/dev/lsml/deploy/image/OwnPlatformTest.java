// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPlatformTest {
  @TempDir private Path folder;

  @Test
  void foldersOfOtherPlatformsAreLeftOutWhereThereIsOneOfOursBesideThem() {
    assertThat(
            OwnPlatform.leftOut(
                List.of(
                    "ai/onnxruntime/OrtSession.class",
                    "ai/onnxruntime/native/",
                    "ai/onnxruntime/native/linux-x64/libonnxruntime.so",
                    "ai/onnxruntime/native/linux-aarch64/libonnxruntime.so",
                    "ai/onnxruntime/native/osx-aarch64/",
                    "ai/onnxruntime/native/osx-aarch64/libonnxruntime.dylib.dSYM/Info.plist",
                    "ai/onnxruntime/native/win-x64/onnxruntime.dll",
                    "com/sun/jna/linux-x86-64/libjnidispatch.so",
                    "com/sun/jna/win32-x86-64/jnidispatch.dll",
                    "com/sun/jna/Native.class",
                    "native/lib/linux-x86_64/cpu/libtokenizers.so",
                    "native/lib/linux-x86_64-musl/cpu/libtokenizers.so",
                    "native/lib/tokenizers.properties",
                    "only/win-x64/there.dll",
                    "jni/libaws-lambda-jni.linux-aarch_64.so",
                    "jni/libaws-lambda-jni.linux-x86_64.so",
                    "docs/mac-users/readme.txt")))
        .containsExactlyInAnyOrder(
            "ai/onnxruntime/native/linux-aarch64/libonnxruntime.so",
            "ai/onnxruntime/native/osx-aarch64/",
            "ai/onnxruntime/native/osx-aarch64/libonnxruntime.dylib.dSYM/Info.plist",
            "ai/onnxruntime/native/win-x64/onnxruntime.dll",
            "com/sun/jna/win32-x86-64/jnidispatch.dll",
            "native/lib/linux-x86_64-musl/cpu/libtokenizers.so");
  }

  @Test
  void theJarIsWrittenAnewWithTheRestInItsOrderAndItsBytesDependOnNothingElse() throws Exception {
    ClassPathJar jar =
        jar("a.jar", "META-INF/MANIFEST.MF", "n/win-x64/a.dll", "n/linux-x64/a.so", "z/A.class");

    ClassPathJar own = OwnPlatform.of(List.of(jar), folder.resolve("1")).get(0);
    ClassPathJar again = OwnPlatform.of(List.of(jar), folder.resolve("2")).get(0);

    assertThat(own.file()).hasFileName("a.jar").hasSameBinaryContentAs(again.file());
    assertThat(own.application()).isTrue();
    try (ZipFile read = new ZipFile(own.file().toFile())) {
      assertThat(read.stream().map(ZipEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "n/linux-x64/a.so", "z/A.class");
      assertThat(read.getInputStream(read.getEntry("n/linux-x64/a.so")))
          .hasContent("n/linux-x64/a.so");
    }
  }

  @Test
  void otherJarsSignedJarsAndWhatIsNotAJarStayAsTheyAre() throws Exception {
    List<ClassPathJar> classPath =
        List.of(
            jar("plain.jar", "A.class"),
            jar("signed.jar", "META-INF/X.SF", "n/win-x64/a.dll", "n/linux-x64/a.so"),
            new ClassPathJar(Files.createDirectory(folder.resolve("classes")), true, null));

    assertThat(OwnPlatform.of(classPath, folder.resolve("out"))).isEqualTo(classPath);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private ClassPathJar jar(String name, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(entry.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return new ClassPathJar(jar, true, null);
  }
}
