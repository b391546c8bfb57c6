// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.lambda;

import dev.lsml.bench.process.Limits;
import dev.lsml.core.json.Json;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import dev.lsml.testkit.aws.FunctionUrl;
import dev.lsml.testkit.aws.RuntimeApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A function in a process of its own. Not thread-safe. */
public final class StartedFunction implements AutoCloseable {
  private final RuntimeApi api = new RuntimeApi(Duration.ofSeconds(120));
  private final Process process;
  private final Path log;
  private final long startedAt;

  /**
   * Starts it.
   *
   * @param limits {@code null} for none
   * @param variables beside what Lambda sets for every function
   * @param log takes what it prints
   */
  public StartedFunction(
      FunctionPackage function, @Nullable Limits limits, Map<String, String> variables, Path log)
      throws IOException {
    this.log = log;
    ProcessBuilder builder =
        new ProcessBuilder(limits == null ? function.command() : limits.on(function.command()))
            .directory(function.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH"));
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "reviews");
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("LAMBDA_TASK_ROOT", function.folder().toString());
    environment.put("LC_ALL", "C.UTF-8");
    if (function.snapshot()) {
      environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    }
    environment.putAll(variables);
    startedAt = System.nanoTime();
    process = builder.start();
  }

  /** Waits until it has initialized itself; nanoseconds since its start. */
  public long initialized() throws IOException, InterruptedException {
    api.awaitInitialized();
    return System.nanoTime() - startedAt;
  }

  /** Lets it go on after its snapshot, from now on within limits. */
  public void restore(Limits limits) throws IOException {
    limits.apply(process.pid());
    api.restore();
  }

  /** Posts JSON through its function URL; nanoseconds from the event to the answer. */
  public long post(String path, byte[] body) throws IOException, InterruptedException {
    HttpCall call =
        HttpCall.of("POST", path)
            .with("Content-Type", "application/json")
            .withBody(new String(body, StandardCharsets.UTF_8));
    byte[] event = Json.bytes(FunctionUrl.event(call, "r-1"));
    long sent = System.nanoTime();
    byte[] result = api.invoke(event);
    long nanos = System.nanoTime() - sent;
    HttpAnswer answer = FunctionUrl.answer(result);
    if (answer.status() / 100 != 2) {
      throw new IOException(path + " answered " + answer.status() + ": " + answer.text());
    }
    return nanos;
  }

  /** What it has printed. */
  public String output() throws IOException {
    return Files.readString(log);
  }

  /** Ends it in an orderly way, so that it can write an archive. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    api.close();
  }
}
