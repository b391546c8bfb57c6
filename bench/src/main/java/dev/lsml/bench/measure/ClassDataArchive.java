// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.measure;

import dev.lsml.bench.contender.JavaContender;
import dev.lsml.bench.process.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Makes the archive of loaded classes that a later start maps instead of loading them: AppCDS on
 * JDK 17 to 24, the AOT cache from JDK 25 on. The training run is one first answer.
 */
public final class ClassDataArchive {
  private ClassDataArchive() {}

  /**
   * The contender with an archive of its own.
   *
   * @param name of the contender with the archive
   * @param folder for the archive and the training run's log
   * @param request the first request, a whole message
   * @throws IOException when the training run leaves no archive behind; the message says what it
   *     printed
   */
  public static JavaContender train(
      JavaContender contender, String name, Path folder, byte[] request) throws IOException {
    return train(
        contender,
        name,
        folder,
        training -> {
          int port = RunningServer.freePort();
          Path log = folder.resolve(fileName(name) + "-training.log");
          RunningServer server = RunningServer.start(training.launch(port), port, log);
          try (server) {
            server.firstAnswer(request, Duration.ofSeconds(60));
          }
          return server.output();
        });
  }

  /** What an archive is made of. */
  @FunctionalInterface
  public interface Training {
    /**
     * Runs it to its end.
     *
     * @return what it printed
     */
    String run(JavaContender training) throws IOException;
  }

  /** As the other, with any program in place of a server. */
  public static JavaContender train(
      JavaContender contender, String name, Path folder, Training training) throws IOException {
    boolean aot = feature(contender) >= 25;
    Files.createDirectories(folder);
    Path archive = folder.resolve(fileName(name) + (aot ? ".aot" : ".jsa"));
    Files.deleteIfExists(archive);
    String flag = aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
    contender.beforeStart();
    String output = training.run(contender.with(name, List.of(flag + archive)));
    if (!Files.isRegularFile(archive)) {
      throw new IOException("the training run of " + name + " left no archive: " + output);
    }
    // A start whose archive cannot be used fails instead of being slow.
    return contender.with(
        name,
        aot
            ? List.of("-XX:AOTCache=" + archive, "-XX:AOTMode=on")
            : List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:on"));
  }

  private static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9.]+", "-");
  }

  private static int feature(JavaContender contender) {
    String version = contender.jdk().version();
    int dot = version.indexOf('.');
    return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
  }
}
