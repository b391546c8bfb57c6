// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.contender;

import dev.lsml.bench.backend.BucketStubProvider;
import dev.lsml.bench.backend.MeasuredModel;
import dev.lsml.bench.backend.SlowStoreProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Packs {@code dev.lsml.bench.backend} into a jar of its own: a server under measurement should see
 * no other class of this module, and an archive of loaded classes takes no folders.
 */
public final class BackendJar {
  private static final String PACKAGE = "dev/lsml/bench/backend/";

  private BackendJar() {}

  /**
   * Writes it with the stores alone, for a server that has a model.
   *
   * @param folder where to write it
   */
  public static Path stores(Path folder) throws IOException {
    return write(folder.resolve("bench-stores.jar"), false);
  }

  /**
   * Writes it with the stores and {@link MeasuredModel} as the model.
   *
   * @param folder where to write it
   */
  public static Path model(Path folder) throws IOException {
    return write(folder.resolve("bench-model.jar"), true);
  }

  private static Path write(Path jar, boolean withModel) throws IOException {
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        DirectoryStream<Path> classes =
            Files.newDirectoryStream(ownClasses().resolve(PACKAGE), "*.class")) {
      for (Path each : classes) {
        add(out, PACKAGE + each.getFileName(), Files.readAllBytes(each));
      }
      service(
          out,
          "dev.lsml.core.store.StoreProvider",
          SlowStoreProvider.class.getName() + "\n" + BucketStubProvider.class.getName() + "\n");
      if (withModel) {
        service(out, "dev.lsml.core.model.LabelStudioModel", MeasuredModel.class.getName() + "\n");
      }
    }
    return jar;
  }

  private static Path ownClasses() throws IOException {
    try {
      Path classes =
          Path.of(BackendJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isDirectory(classes)) {
        throw new IOException("run the harness from its classes, not from " + classes);
      }
      return classes;
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static void service(JarOutputStream out, String name, String text) throws IOException {
    add(out, "META-INF/services/" + name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}
