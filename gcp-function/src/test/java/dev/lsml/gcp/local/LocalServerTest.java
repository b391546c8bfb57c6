// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.gcp.ServerProcess;
import dev.lsml.gcp.SocketClient;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main in a process of its own, as a user meets it. */
@Timeout(120)
class LocalServerTest {
  @TempDir Path folder;

  @Test
  void itServesTheModelOnTheClassPathAndSaysWhere() throws Exception {
    try (ServerProcess server = serve()) {
      int port = port(server);

      HttpAnswer health = SocketClient.exchange(port, HttpCall.of("GET", "/health"));

      assertThat(health.status()).isEqualTo(200);
      assertThat(health.text()).contains("\"model_class\":\"dev.lsml.gcp.EchoModel\"");
      assertThat(server.await("Store  ")).endsWith(folder.resolve("store").toString());
    }
  }

  @Test
  void aSignalLetsARunningRequestFinishAndLeavesNothingBehind() throws Exception {
    try (ServerProcess server = serve()) {
      int port = port(server);
      server.await("Ctrl-C stops it.");
      try (Socket running = new Socket(InetAddress.getLoopbackAddress(), port)) {
        byte[] body = "{\"tasks\": [{\"id\": 1, \"data\": {}}]}".getBytes(StandardCharsets.UTF_8);
        write(
            running,
            "POST /predict HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
                + body.length
                + "\r\n\r\n");
        assertThat(line(running)).as("the backend has begun to read the body").contains(" 100 ");
        line(running);

        server.terminate();
        server.await("Stopping; requests that are running may take 30 s.");
        running.getOutputStream().write(body);

        assertThat(line(running)).contains(" 200 ");
      }
      assertThat(server.rest())
          .containsExactly(
              "Stopped. Training that was asked for and not done goes on at the next start.");
      assertThat(server.exitCode()).isEqualTo(128 + 15);
    }
  }

  @Test
  void itEndsWithWhoeverStartedItWhenAskedTo() throws Exception {
    try (ServerProcess server = serve("--until-end-of-input")) {
      server.await("Ctrl-C stops it.");
      server.input().close();

      assertThat(server.rest()).last().asString().startsWith("Stopped.");
      assertThat(server.exitCode()).isZero();
    }
  }

  @Test
  void aPortThatIsTakenIsOneLineWithAnotherPortInIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(failure(Map.of("PORT", "" + port)))
          .containsExactly(
              "lsml cannot start: Port "
                  + port
                  + " cannot be used: Address already in use. Stop what listens there, or choose"
                  + " another port: -Dlsml.port="
                  + (port + 1)
                  + " for mvn -Plocal, else PORT="
                  + (port + 1)
                  + ".");
    }
  }

  @Test
  void everyWrongSettingIsOneLine() throws Exception {
    assertThat(failure(Map.of("LSML_TRAIN_EVRY", "5", "PORT", "http")))
        .containsExactly(
            "lsml cannot start: LSML_TRAIN_EVRY is not a setting; the nearest is LSML_TRAIN_EVERY.",
            "lsml cannot start: PORT is 'http'; expected a whole number from 0 to 65535, such as"
                + " 9090.");
  }

  @Test
  void aStoreThatCannotBeAFolderIsOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThat(failure(Map.of("MODEL_DIR", file.resolve("store").toString())))
        .singleElement()
        .asString()
        .startsWith("lsml cannot start: The store's folder " + file.resolve("store"))
        .endsWith("Mend that, or choose another folder with LSML_STORE=file:FOLDER.");
  }

  @Test
  void aMissingModelIsOneLineThatNamesTheFileToWrite() throws Exception {
    List<String> classPath = ServerProcess.classPath();
    classPath.removeIf(entry -> entry.endsWith("test-classes"));

    assertThat(failure(classPath, Map.of()))
        .singleElement()
        .asString()
        .startsWith("lsml cannot start: no model found")
        .contains("META-INF/services/dev.lsml.core.model.LabelStudioModel");
  }

  @Test
  void twoModelsAreOneLineThatNamesBoth() throws Exception {
    Path services = Files.createDirectories(folder.resolve("other/META-INF/services"));
    Files.writeString(
        services.resolve("dev.lsml.core.model.LabelStudioModel"), "com.example.Other\n");
    List<String> classPath = ServerProcess.classPath();
    classPath.add(folder.resolve("other").toString());

    assertThat(failure(classPath, Map.of()))
        .singleElement()
        .asString()
        .startsWith("lsml cannot start: more than one model")
        .contains("com.example.Other", "dev.lsml.gcp.EchoModel");
  }

  @Test
  void aStoreOfAnUnknownKindIsOneLine() throws Exception {
    assertThat(failure(Map.of("PORT", "0", "LSML_STORE", "ftp://bucket/x")))
        .singleElement()
        .asString()
        .startsWith("lsml cannot start: LSML_STORE=ftp://bucket/x ");
  }

  @Test
  void aWrongArgumentIsOneLine() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(
            LocalServer.class, ServerProcess.classPath(), Map.of(), "--prot", "9090")) {
      assertThat(server.rest())
          .containsExactly(
              "lsml cannot start: The argument '--prot' is not understood; expected --host ADDRESS"
                  + " or --until-end-of-input. All else is told by environment variables, such as"
                  + " PORT.");
      assertThat(server.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void aLabelStudioThatCannotBeReachedIsAWarningAndNoReasonToEnd() throws Exception {
    int nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = free.getLocalPort();
    }
    try (ServerProcess server =
        ServerProcess.start(
            LocalServer.class,
            ServerProcess.classPath(),
            Map.of(
                "PORT",
                "0",
                "MODEL_DIR",
                folder.toString(),
                "LABEL_STUDIO_URL",
                "http://127.0.0.1:" + nobody),
            "--host",
            "127.0.0.1")) {
      int port = port(server);
      server.await("WARNING: Label Studio at http://127.0.0.1:" + nobody + " cannot be reached");
      assertThat(SocketClient.exchange(port, HttpCall.of("GET", "/health")).status())
          .isEqualTo(200);
    }
  }

  private ServerProcess serve(String... more) throws IOException {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "--host";
    arguments[1] = "127.0.0.1";
    System.arraycopy(more, 0, arguments, 2, more.length);
    return ServerProcess.start(
        LocalServer.class,
        ServerProcess.classPath(),
        Map.of("PORT", "0", "MODEL_DIR", folder.resolve("store").toString()),
        arguments);
  }

  private List<String> failure(Map<String, String> environment) throws Exception {
    return failure(ServerProcess.classPath(), environment);
  }

  private List<String> failure(List<String> classPath, Map<String, String> environment)
      throws Exception {
    Map<String, String> all = new java.util.HashMap<>(environment);
    if (!environment.containsKey("LSML_STORE")) {
      all.putIfAbsent("MODEL_DIR", folder.resolve("store").toString());
    }
    try (ServerProcess server =
        ServerProcess.start(LocalServer.class, classPath, all, "--host", "127.0.0.1")) {
      List<String> printed = server.rest();
      assertThat(server.exitCode()).isEqualTo(1);
      return printed;
    }
  }

  private static int port(ServerProcess server) throws IOException {
    String url = server.await("http://127.0.0.1:").strip();
    int start = url.lastIndexOf(":", url.indexOf(' ')) + 1;
    return Integer.parseInt(url.substring(start, url.indexOf(' ')));
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String line(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    InputStream in = socket.getInputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString();
  }
}
