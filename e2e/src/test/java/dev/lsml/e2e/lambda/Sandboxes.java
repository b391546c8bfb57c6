// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import dev.lsml.e2e.parts.BaseImage;
import dev.lsml.e2e.parts.Container;
import dev.lsml.e2e.parts.ContainerSpec;
import dev.lsml.e2e.parts.Containers;
import dev.lsml.e2e.parts.MissingPart;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The containers that instances run in: of the image that was applied, or of Lambda's managed Java
 * runtime with the package that was applied. Nothing can be written but {@code /tmp}, and nobody is
 * root. Thread-safe.
 *
 * <p>The managed runtime is a stand-in: the Java of this build whatever version was asked for, with
 * the runtime interface client from Maven Central, where Lambda has one in its image.
 */
public final class Sandboxes {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String RUNTIME = "localhost/lambda-java:1";

  /** What one may have unpacked, in bytes. */
  private static final long LARGEST_PACKAGE = 262_144_000;

  private final Containers containers;
  private final Path packages;
  private final Map<String, Path> unpacked = new LinkedHashMap<>();

  private Sandboxes(Containers containers, Path packages) {
    this.containers = containers;
    this.packages = packages;
  }

  /**
   * Makes the managed runtime.
   *
   * @param folder for what is unpacked
   */
  public static Sandboxes prepare(Containers containers, Path folder)
      throws IOException, InterruptedException, MissingPart {
    Path root = folder.resolve("runtime");
    ManagedJava.into(Files.createDirectories(root.resolve("lambda")));
    containers.make(List.of(BaseImage.files(), root), List.of("/lambda/lang/bin/java"), RUNTIME);
    return new Sandboxes(containers, Files.createDirectories(folder.resolve("packages")));
  }

  /**
   * Starts a container.
   *
   * @param environment all that it gets
   */
  Container start(FunctionVersion function, Map<String, String> environment, Path log)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of("--read-only", "--user=993:990"));
    long memory = (long) function.memory() << 20;
    if (function.isImage()) {
      containers.pull(function.image());
      return containers.start(
          new ContainerSpec(
              function.image(),
              function.entryPoint(),
              function.command(),
              environment,
              function.cpus(),
              memory,
              log,
              options));
    }
    options.add("--volume=" + unpacked(function) + ":/var/task:ro");
    options.add("--workdir=/var/task");
    return containers.start(
        new ContainerSpec(
            RUNTIME,
            List.of(),
            List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxRAMPercentage=75",
                "-cp",
                "/lambda/runtime/lib/*",
                CLIENT,
                function.handler()),
            environment,
            function.cpus(),
            memory,
            log,
            options));
  }

  private synchronized Path unpacked(FunctionVersion function) throws IOException {
    Path known = unpacked.get(function.zip());
    if (known != null) {
      return known;
    }
    Path folder = Files.createDirectories(packages.resolve("package-" + unpacked.size()));
    long bytes = 0;
    try (InputStream stream = URI.create(function.zip()).toURL().openStream();
        ZipInputStream zip = new ZipInputStream(stream)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new InitFailed(Outcome.failed("InvalidZipFile", entry.getName()));
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          bytes += Files.copy(zip, file);
        }
      }
    }
    if (bytes == 0 || bytes > LARGEST_PACKAGE) {
      throw new AssertionError(
          function + " has a package of " + bytes + " bytes unpacked, which Lambda refuses");
    }
    unpacked.put(function.zip(), folder);
    return folder;
  }
}
