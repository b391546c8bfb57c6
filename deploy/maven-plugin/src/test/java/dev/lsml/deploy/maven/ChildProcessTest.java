// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    announcedChild(parent);

    parent.toHandle().destroy();

    assertThat(parent.waitFor()).isEqualTo(128 + 15);
    assertThat(output()).containsExactly("input ended", "child finished");
  }

  @Test
  void theChildSeesItsInputEndWhenTheParentIsKilled() throws Exception {
    Process parent = parent();
    ProcessHandle child = announcedChild(parent);

    parent.toHandle().destroyForcibly();

    child.onExit().get(60, TimeUnit.SECONDS);
    assertThat(output()).first().isEqualTo("input ended");
  }

  /**
   * A parent with a child. They write into a file: a pipe of a process that ended loses lines when
   * it is being read at that moment.
   */
  private Process parent() throws IOException {
    LocalLaunch parent = launch(folder, "parent", Map.of());
    return new ProcessBuilder(parent.command())
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private List<String> output() throws IOException {
    return Files.readAllLines(folder.resolve("output"));
  }

  /** Waits for the child to name itself, which it does once it can be told to end. */
  private static ProcessHandle announcedChild(Process parent) throws IOException {
    BufferedReader errors = parent.errorReader(StandardCharsets.UTF_8);
    String line = errors.readLine();
    assertThat(line).startsWith("child ");
    return ProcessHandle.of(Long.parseLong(line.substring("child ".length()))).orElseThrow();
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
          System.err.println("child " + ProcessHandle.current().pid());
          System.in.read();
          System.out.println("input ended");
        }
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }
}
