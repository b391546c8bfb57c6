// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.contender;

import dev.lsml.bench.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HumanSignal's Python SDK with a model that always answers the same, under the gunicorn command of
 * the SDK's own Dockerfile: its release on PyPI, or its current source.
 *
 * <p>Each lives in a virtual environment of its own, which is made on first use and kept.
 */
public final class PythonSdk implements Contender {
  /** Names the folder that the SDK's current source is checked out in. */
  public static final String SOURCE_PROPERTY = "lsml.bench.sdkSource";

  private final String name;
  private final Path virtualEnvironment;
  private final Path application;
  private final @Nullable Path source;
  private final Path modelFolder;

  private PythonSdk(String name, Path cache, Path application, @Nullable Path source)
      throws IOException {
    this.name = name;
    this.application = application;
    this.source = source;
    String requirements = source == null ? "requirements.txt" : "requirements-source.txt";
    this.virtualEnvironment = cache.resolve(source == null ? "python-sdk" : "python-sdk-source");
    this.modelFolder = Files.createDirectories(cache.resolve("python-sdk-model"));
    install(application.resolve(requirements), virtualEnvironment);
  }

  /**
   * Prepares the release.
   *
   * @param cache a folder that outlives {@code mvn clean}
   * @param application {@code bench/python}
   * @throws IOException with the reason when there is no Python or a package cannot be installed
   */
  public static PythonSdk release(Path cache, Path application) throws IOException {
    return new PythonSdk("Python SDK 1.0.9", cache, application, null);
  }

  /**
   * Prepares the current source, which was never released.
   *
   * @throws IOException when {@link #SOURCE_PROPERTY} names no checkout, or as {@link #release}
   */
  public static PythonSdk source(Path cache, Path application) throws IOException {
    String folder = System.getProperty(SOURCE_PROPERTY);
    if (folder == null || !Files.isDirectory(Path.of(folder, "label_studio_ml"))) {
      throw new IOException(
          "check out https://github.com/HumanSignal/label-studio-ml-backend and name the folder"
              + " with -D"
              + SOURCE_PROPERTY
              + "=");
    }
    return new PythonSdk(
        "Python SDK 2, source", cache, application, Path.of(folder).toAbsolutePath());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Launch launch(int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("MODEL_DIR", modelFolder.toString());
    // Byte code is kept, as in an image, but not beside the sources.
    environment.put("PYTHONDONTWRITEBYTECODE", "");
    environment.put("PYTHONPYCACHEPREFIX", virtualEnvironment.resolve("byte-code").toString());
    environment.put("LOG_LEVEL", "WARNING");
    // Without this a 1.0.9 worker that was never sent /setup answers 500 to /predict.
    environment.put("LABEL_STUDIO_ML_BACKEND_V2", "");
    if (source != null) {
      environment.put("PYTHONPATH", source.toString());
    }
    return new Launch(
        List.of(
            virtualEnvironment.resolve("bin/gunicorn").toString(),
            "--preload",
            "--bind",
            "127.0.0.1:" + port,
            "--workers",
            "1",
            "--threads",
            "8",
            "--timeout",
            "0",
            "--chdir",
            application.toString(),
            "_wsgi:app"),
        environment);
  }

  private static void install(Path requirements, Path environment) throws IOException {
    Path done = environment.resolve("requirements.txt");
    if (Files.exists(done) && Files.mismatch(done, requirements) < 0) {
      return;
    }
    run("python3", "-m", "venv", "--clear", environment.toString());
    run(
        environment.resolve("bin/pip").toString(),
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        requirements.toString());
    Files.copy(requirements, done);
  }

  private static void run(String... command) throws IOException {
    Path output = Files.createTempFile("lsml-bench", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(command[0] + " did not end within 10 minutes");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            String.join(" ", command) + " failed: " + Files.readString(output).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(output);
    }
  }
}
