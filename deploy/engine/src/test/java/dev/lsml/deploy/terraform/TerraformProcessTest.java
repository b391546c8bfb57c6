// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TerraformProcessTest {
  private static final String WAITING =
      "Terraform finishes what it has begun and unlocks its state; please wait";

  @Test
  void bothStreamsAreDrainedAndTheExitCodeIsGivenBack() throws Exception {
    List<String> output = new ArrayList<>();
    List<String> errors = new ArrayList<>();

    int code = TerraformProcess.run(role("flood"), Map.of(), output::add, errors::add, line -> {});

    assertThat(code).isEqualTo(3);
    assertThat(output).hasSize(20_000);
    assertThat(errors).hasSize(20_000);
  }

  @Test
  void aSignalIsPassedOnAndTheChildFinishesBeforeItsParentEnds() throws Exception {
    Process parent = parent("deaf");
    try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("child is there");
      parent.toHandle().destroy();

      assertThat(output.lines())
          .containsExactlyInAnyOrder("child was told", "child finished", WAITING);
      assertThat(parent.waitFor()).isEqualTo(128 + 15);
    }
  }

  @Test
  void aChildThatHasHeardOfItIsNotToldTwice() throws Exception {
    // A terminal sends Ctrl-C to both; a second signal would make Terraform drop everything.
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process parent = parent("hearing", Integer.toString(door.getLocalPort()));
      try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
        Socket child = door.accept();
        assertThat(output.readLine()).isEqualTo("Interrupt received. child is there");
        parent.toHandle().destroy();
        assertThat(output.readLine()).isEqualTo(WAITING);
        child.close();

        assertThat(output.lines()).containsExactly("child finished");
        assertThat(parent.waitFor()).isEqualTo(128 + 15);
      }
    }
  }

  /** A parent whose child plays a role. */
  private static Process parent(String... role) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("parent"));
    arguments.addAll(List.of(role));
    Process parent =
        new ProcessBuilder(role(arguments.toArray(new String[0])))
            .redirectErrorStream(true)
            .start();
    assumeThat(parent.supportsNormalTermination())
        .as("SKIPPED: this system has no signal that a process can answer")
        .isTrue();
    return parent;
  }

  private static List<String> role(String... role) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Role.class.getName()));
    command.addAll(List.of(role));
    return command;
  }

  /** What the processes of these tests run. */
  public static final class Role {
    private Role() {}

    /** Plays a role until its end. */
    public static void main(String[] arguments) throws Exception {
      switch (arguments[0]) {
        case "flood" -> {
          for (int i = 0; i < 20_000; i++) {
            System.out.println("output " + i);
            System.err.println("error " + i);
          }
          System.exit(3);
        }
        case "parent" -> {
          TerraformProcess.run(
              role(Arrays.copyOfRange(arguments, 1, arguments.length)),
              Map.of(),
              Role::print,
              Role::print,
              Role::print);
          System.out.println("the parent went on");
        }
        case "deaf" -> deaf();
        case "hearing" -> hearing(Integer.parseInt(arguments[1]));
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }

    private static void print(String line) {
      System.out.println(line);
      System.out.flush();
    }

    private static void deaf() throws InterruptedException {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    print("child was told");
                    print("child finished");
                  }));
      print("child is there");
      new CountDownLatch(1).await();
    }

    /** Has been interrupted by the terminal already, and ends when the test lets it. */
    private static void hearing(int port) throws IOException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> print("child was told")));
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        print("Interrupt received. child is there");
        socket.getInputStream().read();
      }
      print("child finished");
      Runtime.getRuntime().halt(0);
    }
  }
}
