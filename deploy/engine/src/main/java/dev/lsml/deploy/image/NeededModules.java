// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.image.StagedApp.StagedJar;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the modules of the JDK that a class path needs. */
final class NeededModules {
  /**
   * What no look at the jars finds: elliptic curves for TLS, which are a provider of their own
   * before JDK 22, character sets that a task's file may have, and file systems in archives.
   */
  private static final Set<String> ALWAYS =
      Set.of("java.base", "java.logging", "jdk.charsets", "jdk.crypto.ec", "jdk.zipfs");

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final List<String> FRAMEWORKS =
      List.of("java-function-invoker-", "aws-lambda-java-serialization-");

  private NeededModules() {}

  /**
   * Asks {@code jdeps}, and adds what is reached in other ways.
   *
   * <p>The framework's invoker, and the serialization of Lambda's client, are left out, also where
   * others refer to them: their jars hold whole libraries, such as Jetty or Gson, whose parts that
   * need a database or a desktop are never used, and {@code java.desktop} alone makes the runtime a
   * third larger. What is used of them needs no more than is always there.
   *
   * @param more modules that were asked for
   * @throws DeployException when {@code jdeps} cannot read a jar
   */
  static Set<String> of(StagedApp app, Jdk jdk, Set<String> more)
      throws IOException, InterruptedException {
    List<String> jars = new ArrayList<>();
    for (StagedJar jar : app.jars()) {
      if (!isFramework(jar.path())) {
        jars.add(jar.path());
      }
    }
    List<String> command = new ArrayList<>();
    command.add(jdk.tool("jdeps"));
    command.add("--multi-release");
    command.add(String.valueOf(jdk.feature()));
    command.add("--ignore-missing-deps");
    command.add("--print-module-deps");
    command.add("--class-path");
    command.add(String.join(File.pathSeparator, jars));
    command.addAll(jars);
    String printed =
        Tool.run(
            command,
            app.folder(),
            PATIENCE,
            "The modules that the image needs cannot be found",
            "Correct the jar that is named, or name another JDK in -Dlsml.image.jdk=");
    Set<String> modules = new TreeSet<>(ALWAYS);
    modules.addAll(more);
    for (String line : printed.split("\\R", -1)) {
      if (!line.isBlank() && !line.contains(" ")) { // the rest are warnings
        modules.addAll(List.of(line.strip().split(",", -1)));
      }
    }
    return modules;
  }

  private static boolean isFramework(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return FRAMEWORKS.stream().anyMatch(name::startsWith);
  }
}
