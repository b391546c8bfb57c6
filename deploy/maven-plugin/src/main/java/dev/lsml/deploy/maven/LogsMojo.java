// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.operate.LogLine;
import dev.lsml.deploy.operate.LogTail;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Shows what the deployed backend and its trainings log. */
@Mojo(name = "logs", threadSafe = true)
public final class LogsMojo extends BackendMojo {
  /** Google allows 60 such calls a minute. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

  /** How many lines to show at most, 1 to 1000. */
  @Parameter(property = "lsml.lines", defaultValue = "100")
  private int lines;

  /** How many hours to look back. */
  @Parameter(property = "lsml.hours", defaultValue = "24")
  private int hours;

  /** Whether to go on with new lines until Ctrl-C. */
  @Parameter(property = "lsml.follow", defaultValue = "false")
  private boolean follow;

  /** For Maven. */
  public LogsMojo() {}

  @Override
  void run() throws MojoFailureException {
    LogTail tail = new LogTail(deployed().logs(), Clock.systemUTC());
    boolean colours =
        Terminal.hasColours(
            environment(),
            session().getUserProperties().getProperty("style.color"),
            session().getRequest().isInteractiveMode() && Terminal.isThere());
    List<LogLine> found;
    try {
      found = tail.last(lines, Duration.ofHours(hours));
    } catch (IllegalArgumentException e) {
      throw new MojoFailureException(e.getMessage(), e);
    }
    if (found.isEmpty()) {
      getLog().info("Nothing was logged in the last " + hours + " hours (-Dlsml.hours=).");
    }
    show(found, colours);
    while (follow) {
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      show(tail.next(), colours);
    }
  }

  private static void show(List<LogLine> lines, boolean colours) {
    for (LogLine line : lines) {
      System.out.println(line.shown(colours)); // as it is, for pipes
    }
    System.out.flush();
  }
}
