// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import dev.lsml.core.log.JulLines;
import dev.lsml.gcp.job.TrainingProcess;
import dev.lsml.gcp.start.Start;
import dev.lsml.gcp.start.StartFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The main of the one image that Cloud Run runs as service and as job.
 *
 * <p>{@code serve}, or no argument, serves on {@code PORT} of all addresses until it is told to
 * end. {@code train} trains all pending work, {@code train UID} that of one project; it ends with 0
 * when nothing is left to do and 1 when another attempt makes sense. Both end with 2 when they
 * cannot start.
 */
public final class CloudRun {
  private static final System.Logger LOG = System.getLogger(CloudRun.class.getName());

  /** Cloud Run kills an instance ten seconds after it told it to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private CloudRun() {}

  /** Serves or trains; see the class. */
  public static void main(String[] arguments) {
    JulLines.install();
    List<String> words = List.of(arguments);
    try {
      if (words.isEmpty() || words.equals(List.of("serve"))) {
        serve();
      } else if (words.get(0).equals("train") && words.size() <= 2) {
        System.exit(TrainingProcess.run(System.getenv(), words.size() == 2 ? words.get(1) : null));
      } else {
        throw new StartFailure(
            "The arguments " + words + " are not understood; expected serve, train or train UID.");
      }
    } catch (StartFailure e) {
      for (String problem : e.problems()) {
        LOG.log(System.Logger.Level.ERROR, "lsml cannot start: " + problem);
      }
      System.exit(2);
    }
  }

  private static void serve() throws StartFailure {
    Start start = Start.of(System.getenv());
    BackendServer server = BackendServer.start(start, null);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "lsml-stop"));
    LOG.log(
        System.Logger.Level.INFO,
        "lsml serves " + start.model() + " on port " + server.port() + ": " + start.settings());
  }

  private static void stop(BackendServer server) {
    try {
      LOG.log(
          System.Logger.Level.INFO,
          server.stop(PATIENCE)
              ? "Stopped."
              : "Stopped; some requests took more than 8 s and were cut off.");
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, String.valueOf(e.getMessage()));
    }
  }
}
