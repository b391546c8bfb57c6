// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** What the containers of {@link CloudRunStageIT} run: it tells what it was given. */
final class StageApp {
  private static final CountDownLatch RELEASED = new CountDownLatch(1);

  private StageApp() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = System.getenv();
    System.out.println("started with " + Arrays.toString(arguments));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("ends in order")));
    if (environment.containsKey("CLOUD_RUN_JOB")) {
      System.out.println("secret of " + environment.get("SECRET").length() + " characters");
      int well = Integer.parseInt(environment.get("WELL_AT_ATTEMPT"));
      int attempt = Integer.parseInt(environment.get("CLOUD_RUN_TASK_ATTEMPT"));
      System.exit(attempt < well ? 7 : 0);
    }
    if (environment.containsKey("BROKEN")) {
      System.out.println("cannot start: BROKEN is set");
      System.exit(3);
    }
    InetSocketAddress address =
        new InetSocketAddress("0.0.0.0", Integer.parseInt(environment.get("PORT")));
    HttpServer server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", StageApp::answer);
    server.start();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    int status = 200;
    String text = "";
    if (path.equals("/health")) {
      status = System.getenv().containsKey("UNWELL") ? 500 : 200;
    } else if (path.startsWith("/env/")) {
      text = String.valueOf(System.getenv(path.substring("/env/".length())));
    } else if (path.equals("/machine")) {
      Runtime runtime = Runtime.getRuntime();
      text = runtime.availableProcessors() + " " + (runtime.maxMemory() >> 20);
    } else if (path.equals("/echo")) {
      status = 418;
      exchange.getResponseHeaders().add("X-Echo", exchange.getRequestHeaders().getFirst("X-Said"));
      text = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body.length;
    } else if (path.equals("/hold")) {
      try {
        RELEASED.await();
      } catch (InterruptedException e) {
        status = 500;
      }
      text = "released";
    } else if (path.equals("/release")) {
      RELEASED.countDown();
    }
    byte[] answer = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
