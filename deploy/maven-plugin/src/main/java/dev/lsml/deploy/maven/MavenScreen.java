// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.plan.Screen;
import java.io.Console;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Maven's output, and the person before it if there is one. */
final class MavenScreen implements Screen {
  private final Log log;
  private final @Nullable String confirmed;
  private final boolean isInteractive;

  /**
   * Makes one.
   *
   * @param confirmed what was confirmed beforehand, {@code null} for nothing
   * @param isInteractive whether somebody can be asked
   */
  MavenScreen(Log log, @Nullable String confirmed, boolean isInteractive) {
    this.log = log;
    this.confirmed = confirmed;
    this.isInteractive = isInteractive;
  }

  @Override
  public void say(String line) {
    log.info(line);
  }

  @Override
  public void warn(String line) {
    log.warn(line);
  }

  /** Without Maven's prefix, and with {@code -q} too: scripts look for it. */
  @Override
  public void result(String line) {
    System.out.println(line);
    System.out.flush();
  }

  @Override
  public boolean confirms(String question, String word) {
    if (confirmed != null) {
      return confirmed.strip().equals(word);
    }
    Console console = isInteractive ? System.console() : null;
    if (console == null) {
      return false;
    }
    log.warn(question + ".");
    String answer = console.readLine("Type %s to go on: ", word);
    return answer != null && answer.strip().equals(word);
  }
}
