// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A headless Chromium without a user, which waits for commands (Chrome DevTools protocol). */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final ServerProcess process;
  private final URI address;

  private Chromium(ServerProcess process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts one.
   *
   * @param folder for its log and what it keeps
   * @throws MissingPart when it is not installed
   */
  public static Chromium start(Path folder) throws Exception {
    Files.createDirectories(folder);
    Path profile = Files.createDirectories(folder.resolve("profile"));
    List<String> command =
        new ArrayList<>(
            List.of(
                installed(),
                "--headless=new",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank"));
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--no-sandbox"); // Chromium does not sandbox for root
    }
    ServerProcess process =
        ServerProcess.start(
            "chromium",
            command,
            Map.of("HOME", folder.toString()),
            folder,
            folder.resolve("chromium.log"));
    try {
      Path port = profile.resolve("DevToolsActivePort");
      List<String> lines =
          Await.until(
              "chromium listens; its log is in " + folder,
              LIMIT,
              () -> Files.exists(port) ? Files.readAllLines(port) : List.of(),
              told -> told.size() >= 2);
      return new Chromium(
          process, URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1).strip()));
    } catch (Throwable e) {
      process.kill();
      throw e;
    }
  }

  private static String installed() throws MissingPart, InterruptedException {
    for (String name : NAMES) {
      try {
        if (Commands.run(List.of(name, "--version"), Map.of(), LIMIT).status() == 0) {
          return name;
        }
      } catch (IOException notInstalled) {
        continue;
      }
    }
    throw new MissingPart("chromium is missing", "apt-get install chromium");
  }

  /** Where it takes commands. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    process.close();
  }
}
