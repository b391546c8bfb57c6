// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks a backend on this machine for its health: the health check of a container whose image has
 * neither a shell nor curl. Ends with status 0 when it answers 200, else with 1. Thread-safe: no
 * state.
 */
public final class HealthProbe {
  private static final int MILLIS = 3000;
  private static final int MOST_BYTES = 64;

  private HealthProbe() {}

  /** Asks; the one argument is the port. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.err));
  }

  /** The exit status; says on the output what is wrong. */
  static int run(String[] arguments, PrintStream output) {
    if (arguments.length != 1) {
      output.println("usage: " + HealthProbe.class.getName() + " PORT");
      return 1;
    }
    try {
      String status = ask(Integer.parseInt(arguments[0]));
      if (status.startsWith("HTTP/1.1 200")) {
        return 0;
      }
      output.println("/health answered: " + status);
    } catch (IOException | IllegalArgumentException e) {
      output.println("/health does not answer: " + e);
    }
    return 1;
  }

  /** The start of the answer, by sockets alone: the dear HTTP client would take longer to load. */
  private static String ask(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
      socket.setSoTimeout(MILLIS);
      socket
          .getOutputStream()
          .write(
              "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
      return answer.lines().findFirst().orElse("nothing");
    }
  }
}
