// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * fsouza's fake-gcs-server, the stand-in for Cloud Storage that others use most, on a free port of
 * 127.0.0.1 with its objects in memory. It is built with the Go toolchain and kept between runs in
 * the folder that {@link PythonVenv#cache} names.
 */
public final class FakeGcsServer implements AutoCloseable {
  /** The release whose differences are written down in {@code docs/stores.md}. */
  public static final String VERSION = "v1.56.1";

  private static final String MODULE = "github.com/fsouza/fake-gcs-server";
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(20);

  private final ServerProcess process;
  private final String url;

  private FakeGcsServer(ServerProcess process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts one without buckets.
   *
   * @param folder for its log; must exist
   * @throws MissingPart when it is not built yet and cannot be
   */
  public static FakeGcsServer start(Path folder) throws Exception {
    Path program = program();
    int port = ServerProcess.freePort();
    String url = "http://127.0.0.1:" + port;
    ServerProcess process =
        ServerProcess.start(
            "fake-gcs-server",
            List.of(
                program.toString(),
                "-backend",
                "memory",
                "-scheme",
                "http",
                "-host",
                "127.0.0.1",
                "-port",
                Integer.toString(port),
                "-public-host",
                "127.0.0.1:" + port,
                "-external-url",
                url),
            Map.of(),
            folder,
            folder.resolve("fake-gcs-server.log"));
    try {
      process.awaitReady(URI.create(url + "/_internal/healthcheck"), Duration.ofMinutes(1));
    } catch (Throwable e) {
      process.kill();
      throw e;
    }
    return new FakeGcsServer(process, url);
  }

  /** What {@code STORAGE_EMULATOR_HOST} has to be. */
  public String url() {
    return url;
  }

  /** Makes an empty bucket. */
  public void createBucket(String name) throws Exception {
    Http.call(
            "POST",
            URI.create(url + "/storage/v1/b?project=test"),
            Map.of("Content-Type", "application/json"),
            "{\"name\":\"" + name + "\"}")
        .expect(200);
  }

  @Override
  public void close() {
    process.close();
  }

  private static Path program() throws MissingPart, IOException, InterruptedException {
    Path folder = PythonVenv.cache().resolve("fake-gcs-server-" + VERSION);
    Path program = folder.resolve("fake-gcs-server");
    try (FileChannel channel =
            FileChannel.open(
                PythonVenv.cache().resolve("fake-gcs-server.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock ignored = channel.lock()) {
      if (!Files.isExecutable(program)) {
        build(folder);
      }
    }
    return program;
  }

  private static void build(Path folder) throws MissingPart, IOException, InterruptedException {
    List<String> command = List.of("go", "install", MODULE + "@" + VERSION);
    System.out.println("building fake-gcs-server " + VERSION + " into " + folder);
    Commands.Outcome built;
    try {
      built = Commands.run(command, Map.of("GOBIN", folder.toString()), BUILD_LIMIT);
    } catch (IOException notInstalled) {
      throw new MissingPart("the Go toolchain is missing", "install Go 1.26 or newer");
    }
    if (built.status() != 0) {
      throw new MissingPart(
          "'" + String.join(" ", command) + "' failed (" + built.lastLines() + ")",
          "give Go access to its module proxy, and a release that builds it");
    }
  }
}
