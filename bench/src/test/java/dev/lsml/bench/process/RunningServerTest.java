// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.bench.http.HttpMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {
  private static final String SERVER =
      """
      import com.sun.net.httpserver.HttpServer;
      import java.net.InetSocketAddress;
      public class Server {
        public static void main(String[] args) throws Exception {
          if (args.length == 0) {
            System.err.println("no port given");
            System.exit(3);
          }
          HttpServer server =
              HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
          int[] asked = {0};
          server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(asked[0]++ == 0 ? 503 : 200, -1);
            exchange.close();
          });
          server.start();
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void theFirstAnswerIsTheFirstWith2xx() throws IOException {
    int port = RunningServer.freePort();

    try (RunningServer server =
        RunningServer.start(launch(Integer.toString(port)), port, folder.resolve("log"))) {
      assertThat(server.firstAnswer(HttpMessages.get("/"), Duration.ofSeconds(60))).isPositive();
      assertThat(server.exitCode()).isNull();
      if (Files.exists(Path.of("/proc/self/smaps_rollup"))) {
        Memory memory = Memory.of(server.handle());
        assertThat(memory.resident()).isBetween(10L << 20, 2L << 30);
        assertThat(memory.proportional()).isPositive().isLessThanOrEqualTo(memory.resident());
        assertThat(Memory.peak(server.handle())).isGreaterThanOrEqualTo(10L << 20);
      }
    }
  }

  @Test
  void aServerThatEndsIsReportedWithWhatItSaid() throws IOException {
    try (RunningServer server =
        RunningServer.start(launch(), RunningServer.freePort(), folder.resolve("log"))) {
      assertThatThrownBy(() -> server.firstAnswer(HttpMessages.get("/"), Duration.ofSeconds(60)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the server ended with 3 before it answered: no port given");
    }
  }

  @Test
  void theJdkThatRunsThisIsFoundByItsRelease() {
    Jdk jdk = Jdk.find(Runtime.version().feature());

    assertThat(jdk).isNotNull();
    assertThat(jdk.tool("java")).isExecutable();
    assertThat(Jdk.find(9)).isNull();
  }

  private Launch launch(String... arguments) throws IOException {
    Path source = Files.writeString(folder.resolve("Server.java"), SERVER);
    List<String> command = new java.util.ArrayList<>();
    command.add(Jdk.current().tool("java").toString());
    command.add(source.toString());
    command.addAll(List.of(arguments));
    return new Launch(command, Map.of());
  }
}
