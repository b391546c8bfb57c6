// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.image.StagedApp.StagedJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * AWS's runtime interface client in an image. At every start it would unpack its native library to
 * {@code /tmp}, unless a property tells where that is; so it is unpacked when the image is made.
 *
 * @see <a href="https://github.com/aws/aws-lambda-java-libs">its sources</a>
 */
final class LambdaClient {
  private static final String JAR = "aws-lambda-java-runtime-interface-client-";
  private static final String LIBRARY = "jni/libaws-lambda-jni.linux-x86_64.so";

  /** Where the library is, relative to the working folder. */
  static final String UNPACKED = "native/libaws-lambda-jni.so";

  private static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /** From this release on, Java warns of native code that was not allowed. */
  private static final int WARNS_OF_NATIVE_CODE = 24;

  private LambdaClient() {}

  /**
   * Unpacks the library below the staged application.
   *
   * @throws DeployException when the client is not on the class path
   */
  static void unpack(StagedApp app) throws IOException {
    for (StagedJar jar : app.jars()) {
      if (!jar.path().startsWith(AppLayout.JARS + "/" + JAR)) {
        continue;
      }
      try (ZipFile zip = new ZipFile(app.file(jar).toFile())) {
        ZipEntry entry = zip.getEntry(LIBRARY);
        if (entry != null) {
          Path file = app.folder().resolve(UNPACKED);
          Files.createDirectories(file.getParent());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, file);
          }
          Files.setLastModifiedTime(file, FileTime.from(StagedApp.TIME));
          return;
        }
      }
    }
    throw new DeployException(
        "The image cannot be built",
        "there is no " + JAR + "*.jar with " + LIBRARY + " on the class path",
        "Leave the version of com.amazonaws:aws-lambda-java-runtime-interface-client as it is");
  }

  /** See {@link Platform#flags}. */
  static List<String> flags(String folder, @Nullable Jdk runtime) {
    List<String> flags = new ArrayList<>();
    flags.add("-D" + PROPERTY + "=" + folder + "/" + UNPACKED);
    if (runtime == null || runtime.feature() >= WARNS_OF_NATIVE_CODE) {
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    return flags;
  }
}
