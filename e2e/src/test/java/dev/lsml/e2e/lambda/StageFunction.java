// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The function that {@link LambdaStageIT} applies: it does what the path of its event says, and
 * works messages off that do not say otherwise. Nothing but the JDK is in its package.
 */
public final class StageFunction implements RequestStreamHandler {
  private static int events;

  /** For Lambda's runtime. */
  public StageFunction() {
    if (System.getenv("BROKEN") != null) {
      throw new IllegalStateException("broken on purpose");
    }
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    events++;
    output.write(answer(event, context).getBytes(StandardCharsets.UTF_8));
  }

  private static String answer(String event, Context context) throws IOException {
    if (event.contains("\"Records\"")) {
      System.out.println("messages " + event);
      String id = field(event, "messageId");
      return "{\"batchItemFailures\":["
          + (event.contains("again") ? "{\"itemIdentifier\":\"" + id + "\"}" : "")
          + "]}";
    }
    String path = field(event, "rawPath");
    if (path.startsWith("/env/")) {
      return http(200, String.valueOf(System.getenv(path.substring(5))));
    }
    return switch (path) {
      case "/echo" -> http(418, event);
      case "/events" -> http(200, Integer.toString(events));
      case "/context" ->
          http(
              200,
              context.getInvokedFunctionArn()
                  + " "
                  + context.getFunctionVersion()
                  + " "
                  + context.getMemoryLimitInMB()
                  + " "
                  + context.getRemainingTimeInMillis()
                  + " "
                  + context.getAwsRequestId());
      case "/machine" ->
          http(
              200,
              Runtime.getRuntime().availableProcessors()
                  + " "
                  + System.getProperty("user.name")
                  + " "
                  + java.nio.file.Files.isWritable(java.nio.file.Path.of("/var/task"))
                  + " "
                  + java.nio.file.Files.isWritable(java.nio.file.Path.of("/tmp")));
      case "/meet" -> meet();
      case "/throw" -> throw new IllegalArgumentException("thrown on purpose");
      case "/exit" -> {
        Runtime.getRuntime().halt(3);
        yield "";
      }
      case "/large" -> "\"" + "x".repeat(7 << 20) + "\"";
      default -> http(404, path);
    };
  }

  /** Waits for ever. */
  private static String meet() {
    synchronized (StageFunction.class) {
      try {
        StageFunction.class.wait();
      } catch (InterruptedException e) {
        return http(500, "interrupted");
      }
    }
    return http(200, "");
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String http(int status, String body) {
    return "{\"statusCode\":"
        + status
        + ",\"headers\":{\"X-Said\":\"a, b\"},\"body\":\""
        + body.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\"}";
  }
}
