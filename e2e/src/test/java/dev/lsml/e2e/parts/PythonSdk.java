// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * HumanSignal's Python SDK serving a small text classifier under gunicorn, with the options that
 * its own image uses. Two generations differ much, so there are two ways to get one.
 */
public final class PythonSdk implements Backend {
  /** The last release on PyPI. */
  public static final String RELEASE = "1.0.9";

  /** System property with the folder of a checkout of the SDK's source. */
  public static final String SOURCE = "lsml.e2e.sdkSource";

  private static final String GUNICORN = "gunicorn==23.0.0";

  private final ServerProcess process;
  private final URI url;

  private PythonSdk(ServerProcess process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts the release from PyPI. It imports rq, and through it redis, without saying so.
   *
   * @param folder for its files and log
   * @throws MissingPart when it cannot be installed here
   */
  public static PythonSdk release(Path folder, Map<String, String> settings) throws Exception {
    PythonVenv venv =
        PythonVenv.of(
            "label-studio-ml-" + RELEASE,
            List.of("label-studio-ml==" + RELEASE, "rq==1.10.1", "redis==4.6.0", GUNICORN));
    return start("release", venv, folder, settings);
  }

  /**
   * Starts the source that {@link #SOURCE} names, with the releases of its libraries from PyPI.
   *
   * @param folder for its files and log
   * @throws MissingPart when no source is named or its libraries cannot be installed here
   */
  public static PythonSdk source(Path folder, Map<String, String> settings) throws Exception {
    Path source = Path.of(System.getProperty(SOURCE, "")).toAbsolutePath();
    if (!Files.exists(source.resolve("label_studio_ml/api.py"))) {
      throw new MissingPart(
          "no checkout of the SDK's source is named",
          "clone HumanSignal/label-studio-ml-backend outside this repository and pass -D"
              + SOURCE
              + "=FOLDER");
    }
    PythonVenv venv =
        PythonVenv.of(
            "label-studio-ml-source",
            List.of(
                "Flask==3.1.3",
                "colorama==0.4.6",
                "requests==2.34.2",
                "semver==3.0.4",
                "label-studio-sdk==2.1.2",
                GUNICORN));
    Map<String, String> all = new HashMap<>(settings);
    all.put("PYTHONPATH", source.toString());
    return start("source", venv, folder, all);
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public void close() {
    process.close();
  }

  private static PythonSdk start(
      String generation, PythonVenv venv, Path folder, Map<String, String> settings)
      throws Exception {
    Path app = Files.createDirectories(folder);
    for (String file : List.of("model.py", "_wsgi.py")) {
      copy("/python-sdk/" + generation + "/" + file, app.resolve(file));
    }
    int port = ServerProcess.freePort();
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("HOME", app.toString());
    environment.put("MODEL_DIR", Files.createDirectories(app.resolve("models")).toString());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    ServerProcess process =
        ServerProcess.start(
            "Python SDK (" + generation + ")",
            List.of(
                venv.program("gunicorn"),
                "--preload",
                "--bind",
                "127.0.0.1:" + port,
                "--workers",
                "1",
                "--threads",
                "8",
                "--timeout",
                "0",
                "_wsgi:app"),
            environment,
            app,
            app.resolve("python-sdk.log"));
    URI url = URI.create("http://127.0.0.1:" + port);
    try {
      // any answer will do: with basic auth on, /health answers 401 to us
      process.awaitListening(url.resolve("/health"), Duration.ofMinutes(1));
    } catch (Throwable e) {
      process.kill();
      throw e;
    }
    return new PythonSdk(process, url);
  }

  private static void copy(String resource, Path file) throws IOException {
    try (var in = PythonSdk.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no resource " + resource);
      }
      Files.copy(in, file);
    }
  }
}
