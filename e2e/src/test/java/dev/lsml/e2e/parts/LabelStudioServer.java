// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.BaseUrl;
import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.LabelStudioClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Label Studio as {@code pip install label-studio} gives it, with an empty SQLite database
 * of its own, on a free port of 127.0.0.1. It calls nobody but the backend: no telemetry, no error
 * reports, no question for newer versions. Its time-outs are the default ones.
 */
public final class LabelStudioServer implements AutoCloseable {
  /** The release that is tested. */
  public static final String VERSION = "1.23.2";

  /**
   * What a Label Studio from 1.23.1 on must be told when its backend lives on this machine or in a
   * private network: it refuses such addresses for backends and for webhooks otherwise.
   */
  public static final Map<String, String> ALLOW_PRIVATE_BACKENDS =
      Map.of(
          "LABEL_STUDIO_ML_BLOCK_LOCAL_IP", "false",
          "LABEL_STUDIO_SSRF_PROTECTION_ENABLED", "false");

  /**
   * Lets Label Studio check every prediction against the label config before it stores any
   * (protocol §3.5). Off by default.
   */
  public static final Map<String, String> STRICT_PREDICTIONS =
      Map.of("fflag_feat_utc_210_prediction_validation_15082025", "true");

  private static final String USER = "person@example.org";
  private static final String PASSWORD = "correct horse battery";
  private static final String DATABASE = "label_studio.sqlite3";

  private final ServerProcess process;
  private final URI url;

  private LabelStudioServer(ServerProcess process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts one with one user.
   *
   * @param folder for its database, files and log; need not exist
   * @param settings environment variables besides the ones named above
   * @throws MissingPart when Label Studio cannot be installed here
   */
  public static LabelStudioServer start(Path folder, Map<String, String> settings)
      throws Exception {
    PythonVenv venv = PythonVenv.of("label-studio-" + VERSION, List.of("label-studio==" + VERSION));
    Path data = Files.createDirectories(folder);
    Files.copy(emptyDatabase(venv), data.resolve(DATABASE));
    int port = ServerProcess.freePort();
    Map<String, String> environment = quiet(data);
    environment.put("LABEL_STUDIO_USERNAME", USER);
    environment.put("LABEL_STUDIO_PASSWORD", PASSWORD);
    environment.putAll(settings);
    ServerProcess process =
        ServerProcess.start(
            "Label Studio",
            List.of(
                venv.program("label-studio"),
                "start",
                "--no-browser",
                "--internal-host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--data-dir",
                data.toString()),
            environment,
            data,
            data.resolve("label-studio.log"));
    LabelStudioServer server =
        new LabelStudioServer(process, URI.create("http://127.0.0.1:" + port));
    try {
      process.awaitReady(server.url.resolve("/health"), Duration.ofMinutes(2));
    } catch (Throwable e) {
      process.kill();
      throw e;
    }
    return server;
  }

  /** Its address without a trailing slash. */
  public URI url() {
    return url;
  }

  /** A new browser in which the user has signed in. */
  public LabelStudioSession signIn() throws IOException, InterruptedException {
    return LabelStudioSession.signIn(url, USER, PASSWORD);
  }

  /**
   * lsml's own client, with a key of any kind. It is patient: this release needs about 30 ms of a
   * core to store one prediction, so an action on 500 tasks takes long on a busy machine.
   */
  public LabelStudioClient client(String key) {
    ClientOptions usual = ClientOptions.defaults(Clock.systemUTC());
    return new LabelStudioClient(
        new BaseUrl(url.toString()),
        ApiKey.of(key),
        new ClientOptions(
            usual.clock(),
            usual.sleeper(),
            usual.connectTimeout(),
            Duration.ofMinutes(10),
            usual.maxAnswerBytes(),
            usual.attempts()));
  }

  /** Stops it. */
  @Override
  public void close() {
    process.close();
  }

  /** Creating the tables takes half a minute, so it is done once per release and then copied. */
  private static Path emptyDatabase(PythonVenv venv)
      throws MissingPart, IOException, InterruptedException {
    Path kept = PythonVenv.cache().resolve("label-studio-" + VERSION + "-empty.sqlite3");
    if (!Files.exists(kept)) {
      Path work = Files.createTempDirectory(PythonVenv.cache(), "empty");
      Commands.Outcome made =
          Commands.run(
              List.of(
                  venv.program("label-studio"), "init", "--quiet", "--data-dir", work.toString()),
              quiet(work),
              Duration.ofMinutes(5));
      if (made.status() != 0) {
        throw new MissingPart(
            "Label Studio cannot make its database (" + made.lastLines() + ")",
            "remove " + PythonVenv.cache() + " and try again");
      }
      Files.move(work.resolve(DATABASE), kept, StandardCopyOption.ATOMIC_MOVE);
      Folders.delete(work);
    }
    return kept;
  }

  private static Map<String, String> quiet(Path home) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home.toString());
    environment.put("LABEL_STUDIO_COLLECT_ANALYTICS", "false");
    environment.put("LABEL_STUDIO_LATEST_VERSION_CHECK", "false");
    environment.put("LABEL_STUDIO_SENTRY_DSN", "");
    environment.put("LABEL_STUDIO_FRONTEND_SENTRY_DSN", "");
    return environment;
  }
}
