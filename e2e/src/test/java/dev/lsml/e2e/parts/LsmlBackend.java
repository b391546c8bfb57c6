// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An example in the local server, as a process of its own: what {@code mvn -Plocal} starts. It
 * keeps its port and its store over a restart.
 */
public final class LsmlBackend implements Backend {
  private static final String MAIN = "dev.lsml.gcp.local.LocalServer";

  private final Path folder;
  private final String classPath;
  private final int port;
  private final Map<String, String> settings;
  private ServerProcess process;

  private LsmlBackend(Path folder, String classPath, int port, Map<String, String> settings)
      throws Exception {
    this.folder = folder;
    this.classPath = classPath;
    this.port = port;
    this.settings = settings;
    this.process = launch();
  }

  /**
   * Starts {@code examples/text-classifier} on a free port.
   *
   * @param folder for its store and log
   * @param settings environment variables besides {@code PORT} and {@code LSML_STORE}
   */
  public static LsmlBackend start(Path folder, Map<String, String> settings) throws Exception {
    return start(
        Files.readString(Path.of(System.getProperty("lsml.e2e.backendClassPath"))).strip(),
        folder,
        settings);
  }

  /**
   * Starts any example on a free port; see {@link #start(Path, Map)}.
   *
   * @param example its folder's name
   * @throws MissingPart when this build did not make it, as one of this module alone
   */
  public static LsmlBackend example(String example, Path folder, Map<String, String> settings)
      throws Exception {
    Path target =
        Path.of(System.getProperty("lsml.root")).resolve("examples").resolve(example + "/target");
    Path jar = target.resolve("lsml-example-" + example + "-0.1.0-SNAPSHOT.jar");
    Path libraries = target.resolve("backend.classpath");
    if (!Files.exists(jar) || !Files.exists(libraries)) {
      throw new MissingPart(
          "examples/" + example + " was not packaged in this build",
          "run mvn verify -Pe2e in the root");
    }
    return start(jar + File.pathSeparator + Files.readString(libraries).strip(), folder, settings);
  }

  private static LsmlBackend start(String classPath, Path folder, Map<String, String> settings)
      throws Exception {
    Files.createDirectories(folder);
    Map<String, String> all = new HashMap<>(settings);
    int port = ServerProcess.freePort();
    all.put("PORT", Integer.toString(port));
    all.put("LSML_STORE", folder.resolve("store").toUri().toString());
    return new LsmlBackend(folder, classPath, port, all);
  }

  @Override
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Ends it in the middle of whatever it does, and starts it again. */
  public void crashAndRestart() throws Exception {
    process.kill();
    process = launch();
  }

  /** Its output so far. */
  public List<String> log() throws IOException {
    return process.logLines();
  }

  @Override
  public void close() {
    process.close();
  }

  private ServerProcess launch() throws Exception {
    ServerProcess started =
        ServerProcess.start(
            "the backend",
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                MAIN,
                "--host",
                "127.0.0.1"),
            settings,
            folder,
            folder.resolve("backend.log"));
    try {
      started.awaitReady(url().resolve("/health"), Duration.ofMinutes(1));
    } catch (Throwable e) {
      started.kill();
      throw e;
    }
    return started;
  }
}
