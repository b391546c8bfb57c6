// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ChildProcessTest {
  @TempDir Path folder;

  @Test
  void theExitCodeIsGivenBack() throws Exception {
    LocalLaunch exit = launch(folder, "exit", Map.of("CODE", "7"));

    assertThat(new ChildProcess(Duration.ofSeconds(30)).run(exit)).isEqualTo(7);
  }

  @Test
  void aSignalLetsTheChildFinishAndNothingComesAfterIt() throws Exception {
    Process parent = parent();
    try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).startsWith("child ");

      parent.toHandle().destroy();

      assertThat(output.lines()).containsExactly("input ended", "child finished");
    }
    assertThat(parent.waitFor()).isEqualTo(128 + 15);
  }

  @Test
  void theChildSeesItsInputEndWhenTheParentIsKilled() throws Exception {
    Process parent = parent();
    try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
      String pid = output.readLine().substring("child ".length());
      ProcessHandle child = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();

      parent.toHandle().destroyForcibly();

      assertThat(output.lines()).first().isEqualTo("input ended");
      child.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  private Process parent() throws IOException {
    LocalLaunch parent = launch(folder, "parent", Map.of());
    return new ProcessBuilder(parent.command()).redirectErrorStream(true).start();
  }

  private static LocalLaunch launch(Path folder, String role, Map<String, String> environment) {
    return new LocalLaunch(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Role.class.getName(),
            role),
        environment,
        folder);
  }

  /** What the processes of these tests run. */
  public static final class Role {
    private Role() {}

    /** Plays a role until its end. */
    public static void main(String[] arguments) throws Exception {
      switch (arguments[0]) {
        case "exit" -> System.exit(Integer.parseInt(System.getenv("CODE")));
        case "parent" -> {
          new ChildProcess(Duration.ofSeconds(30)).run(launch(Path.of("."), "child", Map.of()));
          System.out.println("the parent went on");
        }
        case "child" -> {
          Runtime.getRuntime()
              .addShutdownHook(
                  new Thread(
                      () -> {
                        System.out.println("child finished");
                        System.out.flush();
                      }));
          System.out.println("child " + ProcessHandle.current().pid());
          System.in.read();
          System.out.println("input ended");
        }
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }
}
