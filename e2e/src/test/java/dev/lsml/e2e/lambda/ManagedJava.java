// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Java and the runtime interface client, as they lie in Lambda's image. */
final class ManagedJava {
  /** One class of each jar that the client needs. */
  private static final List<String> CLIENT =
      List.of(
          "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
          "com.amazonaws.services.lambda.runtime.RequestStreamHandler",
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
          "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

  private ManagedJava() {}

  /** Writes {@code lang} and {@code runtime/lib}. */
  static void into(Path folder) throws IOException {
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--add-modules=java.se,jdk.crypto.ec,jdk.unsupported,jdk.zipfs,jdk.naming.dns",
                "--strip-java-debug-attributes",
                "--output=" + folder.resolve("lang"));
    if (status != 0) {
      throw new AssertionError("jlink ended with " + status);
    }
    Path libraries = Files.createDirectories(folder.resolve("runtime/lib"));
    for (String name : CLIENT) {
      Path jar = jar(name);
      Files.copy(jar, libraries.resolve(jar.getFileName()));
    }
  }

  /** The jars on one class path. */
  static List<Path> client() {
    return CLIENT.stream().map(ManagedJava::jar).toList();
  }

  private static Path jar(String name) {
    try {
      Class<?> type = Class.forName(name, false, ManagedJava.class.getClassLoader());
      java.security.@Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
      if (source == null) {
        throw new AssertionError(name + " is in no jar");
      }
      return Path.of(source.getLocation().getPath());
    } catch (ClassNotFoundException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
