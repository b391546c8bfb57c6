// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real image registry on a free port of 127.0.0.1, over plain HTTP and without sign-in. */
public final class Registry implements AutoCloseable {
  private static final String PROGRAM = "docker-registry";

  private final ServerProcess process;
  private final Path folder;
  private final int port;

  private Registry(ServerProcess process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts an empty one.
   *
   * @param folder for its blobs and log; need not exist
   * @throws MissingPart when the program is not installed
   */
  public static Registry start(Path folder) throws Exception {
    Files.createDirectories(folder);
    int port = ServerProcess.freePort();
    Path settings = folder.resolve("registry.yml");
    Files.writeString(
        settings,
        """
        version: 0.1
        log: {level: warn}
        storage: {filesystem: {rootdirectory: "%s"}, delete: {enabled: true}}
        http: {addr: "127.0.0.1:%d"}
        """
            .formatted(folder.resolve("blobs"), port));
    ServerProcess process;
    try {
      process =
          ServerProcess.start(
              PROGRAM,
              List.of(PROGRAM, "serve", settings.toString()),
              Map.of("OTEL_TRACES_EXPORTER", "none"),
              folder,
              folder.resolve("registry.log"));
    } catch (IOException notInstalled) {
      throw new MissingPart(
          PROGRAM + " is missing", "install it (Debian: apt-get install docker-registry)");
    }
    Registry registry = new Registry(process, folder, port);
    try {
      process.awaitReady(URI.create("http://" + registry.host() + "/v2/"), Duration.ofMinutes(1));
    } catch (Throwable e) {
      process.kill();
      throw e;
    }
    return registry;
  }

  /** Host and port, as an image reference begins. */
  public String host() {
    return "127.0.0.1:" + port;
  }

  /** Where it keeps what was pushed. */
  public Path blobs() {
    return folder.resolve("blobs");
  }

  @Override
  public void close() {
    process.close();
  }
}
