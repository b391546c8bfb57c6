// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.core.json.Json;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import dev.lsml.testkit.aws.FunctionUrl;
import dev.lsml.testkit.aws.RuntimeApi;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A zip of the tests' classes as a managed runtime runs it: in a process of its own, under Lambda's
 * own runtime interface client, which has a class loader for the jars below {@code lib}.
 */
final class FunctionProcess implements AutoCloseable {
  private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.";

  private final RuntimeApi api = new RuntimeApi(Duration.ofSeconds(60));
  private final Path log;
  private final Path classes;
  private final Process process;

  /**
   * Starts it.
   *
   * @param handler whose {@code handleRequest} is called
   * @param variables all of its environment beside what Lambda sets for every function
   * @param folder for what it writes; a new one
   */
  FunctionProcess(Class<?> handler, Map<String, String> variables, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    log = folder.resolve("function.log");
    classes = folder.resolve("classes.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxHeapSize=445645k", // of 512 MB
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-D" + RUNTIME + "runtimeapi.NativeClient.JNI=" + library(folder),
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Xlog:class+load:file=" + classes + "::filecount=0",
                "-cp",
                unzip(folder),
                RUNTIME + "AWSLambda",
                handler.getName() + "::handleRequest"));
    if (Runtime.version().feature() >= 24) {
      command.add(1, "--enable-native-access=ALL-UNNAMED"); // else the JDK warns of the client
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> !name.equals("PATH"));
    environment.putAll(lambda(handler));
    environment.putAll(variables);
    process = builder.start();
  }

  /**
   * Puts the class path below {@code lib}, all but the runtime client and what that needs.
   *
   * @return the rest, which is the runtime's
   */
  private static String unzip(Path folder) throws IOException {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    List<String> runtime = new ArrayList<>();
    int number = 1000;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      String name = path.getFileName().toString();
      number++;
      if (name.startsWith("aws-lambda-java-") || name.startsWith("utils-lite-")) {
        runtime.add(entry);
      } else if (Files.isDirectory(path)) {
        jar(path, lib.resolve(number + ".jar"));
      } else if (Files.exists(path)) {
        Files.createSymbolicLink(lib.resolve(number + "-" + name), path.toAbsolutePath());
      }
    }
    return String.join(File.pathSeparator, runtime);
  }

  private static void jar(Path classes, Path file) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
        Stream<Path> files = Files.walk(classes)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
        Files.copy(each, jar);
      }
    }
  }

  private Map<String, String> lambda(Class<?> handler) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "reviews");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/reviews");
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/21/[1]0123456789abcdef");
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("LAMBDA_TASK_ROOT", log.getParent().toString());
    environment.put("_HANDLER", handler.getName() + "::handleRequest");
    environment.put("TZ", ":UTC");
    environment.put("LANG", "en_US.UTF-8");
    return environment;
  }

  /** Unpacked by the managed runtimes too, else it would land in a folder that all tests share. */
  private static Path library(Path folder) throws IOException {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    Path file = folder.resolve("libaws-lambda-jni.so");
    try (InputStream library =
        FunctionProcess.class.getResourceAsStream(
            "/jni/libaws-lambda-jni.linux-" + machine + ".so")) {
      Files.copy(library, file);
    }
    return file;
  }

  /** Lambda, as it sees it. */
  RuntimeApi api() {
    return api;
  }

  /** Sends it a request through its function URL. */
  HttpAnswer ask(HttpCall call) throws IOException, InterruptedException {
    return FunctionUrl.answer(api.invoke(Json.bytes(FunctionUrl.event(call, "r-1"))));
  }

  /** What it has said so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** The classes that it has loaded so far, in their order, with where they come from. */
  List<String> classes() throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(classes)) {
      int source = line.indexOf(" source: ");
      if (source >= 0) {
        names.add(line.substring(line.lastIndexOf(' ', source - 1) + 1, source));
      }
    }
    return names;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
    api.close();
  }
}
