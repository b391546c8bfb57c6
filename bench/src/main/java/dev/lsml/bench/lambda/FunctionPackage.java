// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.lambda;

import dev.lsml.bench.process.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A function's jars and the flags that it is started with. Immutable.
 *
 * @param name as in the report
 * @param folder the working directory: below it are the jars of a zip
 * @param command from the JVM to the handler
 * @param snapshot whether it is started for a snapshot
 */
public record FunctionPackage(String name, Path folder, List<String> command, boolean snapshot) {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.";
  private static final String HANDLER = "dev.lsml.aws.LsmlHandler::handleRequest";

  /** Copies the command. */
  public FunctionPackage {
    command = List.copyOf(command);
  }

  /**
   * A zip on a managed runtime: its jars are below {@code lib}, for the runtime client's own class
   * loader. The flags are those that the managed runtimes of Java 17 and 21 were seen to use; their
   * archive of the JDK's and the runtime client's classes is not to be had, the JDK's own is used.
   *
   * @param built what the module {@code bench/lambda-function} has put together
   */
  public static FunctionPackage zip(String name, Jdk jdk, Path built, int megabytes, Path library)
      throws IOException {
    Path task = built.resolve("task");
    List<Path> runtime = jars(built.resolve("runtime"));
    runtime.addAll(shared(task));
    List<String> command = new ArrayList<>(java(jdk, megabytes, library));
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-cp", path(runtime), CLIENT + "AWSLambda", HANDLER));
    return new FunctionPackage(name, task, command, false);
  }

  /**
   * An image: all jars on the class path, and the flags of {@code lsml:image}. Its linked runtime
   * is the whole JDK here.
   */
  public static FunctionPackage image(String name, Jdk jdk, Path built, int megabytes, Path library)
      throws IOException {
    List<Path> jars = jars(built.resolve("task").resolve("lib"));
    jars.addAll(jars(built.resolve("runtime")));
    List<String> command = new ArrayList<>(java(jdk, megabytes, library));
    command.add("-XX:CompileThresholdScaling=10");
    command.addAll(List.of("-cp", path(jars), CLIENT + "AWSLambda", HANDLER));
    return new FunctionPackage(name, built, command, false);
  }

  /** The same under another name with further JVM options. */
  public FunctionPackage with(String newName, List<String> options) {
    List<String> all = new ArrayList<>(command);
    all.addAll(1, options);
    return new FunctionPackage(newName, folder, all, snapshot);
  }

  /** The same under another name, as a published version with SnapStart. */
  public FunctionPackage withSnapshot(String newName) {
    return new FunctionPackage(newName, folder, command, true);
  }

  private static List<String> java(Jdk jdk, int megabytes, Path library) {
    return List.of(
        jdk.tool("java").toString(),
        "-XX:MaxHeapSize=" + megabytes * 85 / 100 + "m",
        "-XX:+UseSerialGC",
        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
        "-D" + CLIENT + "runtimeapi.NativeClient.JNI=" + library);
  }

  /** What the runtime client needs and the function too. */
  private static List<Path> shared(Path task) throws IOException {
    List<Path> shared = jars(task.resolve("lib"));
    shared.removeIf(
        jar -> {
          String name = String.valueOf(jar.getFileName());
          return !name.startsWith("aws-lambda-java-core-") && !name.startsWith("utils-lite-");
        });
    return shared;
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.sorted().toList());
    }
  }

  private static String path(List<Path> jars) {
    return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
  }
}
