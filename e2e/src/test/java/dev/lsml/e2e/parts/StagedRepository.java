// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A local Maven repository in which lsml lies as this build made it, and everything else as in the
 * repository of this build, which stays as it is.
 */
public final class StagedRepository {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String VERSION = "0.1.0-SNAPSHOT";

  private final Path folder;

  private StagedRepository(Path folder) {
    this.folder = folder;
  }

  /**
   * Lays one out.
   *
   * @param folder where it goes; made if need be
   * @throws MissingPart when the build did not make all of lsml, as one of this module alone
   */
  public static StagedRepository in(Path folder) throws IOException, MissingPart {
    Path others = Path.of(System.getProperty("lsml.e2e.mavenRepository"));
    Path own = folder.resolve("dev").resolve("lsml");
    Files.createDirectories(own);
    link(others, folder, "dev");
    link(others.resolve("dev"), folder.resolve("dev"), "lsml");
    Map<String, String> modules = new LinkedHashMap<>();
    modules.put("", "lsml");
    modules.put("core", "lsml-core");
    modules.put("testkit", "lsml-testkit");
    modules.put("preannotate", "lsml-preannotate");
    modules.put("gcp-function", "lsml-gcp-function");
    modules.put("aws-lambda", "lsml-aws-lambda");
    modules.put("deploy", "lsml-deploy");
    modules.put("deploy/engine", "lsml-deploy-engine");
    modules.put("deploy/maven-plugin", "lsml-maven-plugin");
    modules.put("deploy/parent", "lsml-parent");
    modules.put("archetype", "lsml-archetype");
    Path root = Path.of(System.getProperty("lsml.root"));
    for (Map.Entry<String, String> module : modules.entrySet()) {
      stage(root.resolve(module.getKey()), module.getValue(), own);
    }
    return new StagedRepository(folder);
  }

  private static void link(Path from, Path to, String except) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (!name.equals(except)) {
          Files.createSymbolicLink(to.resolve(name), entry.toAbsolutePath());
        }
      }
    }
  }

  private static void stage(Path module, String artifact, Path own)
      throws IOException, MissingPart {
    Path folder = Files.createDirectories(own.resolve(artifact).resolve(VERSION));
    String name = artifact + "-" + VERSION;
    Path pom = module.resolve("pom.xml");
    Files.copy(pom, folder.resolve(name + ".pom"));
    if (Files.readString(pom).contains("<packaging>pom</packaging>")) {
      return;
    }
    Path jar = module.resolve("target").resolve(name + ".jar");
    if (!Files.exists(jar)) {
      throw new MissingPart(
          artifact + " was not packaged in this build", "run mvn verify -Pe2e in the root");
    }
    Files.copy(jar, folder.resolve(name + ".jar"));
  }

  /**
   * Runs Maven with it.
   *
   * @return the exit code in the first line, and the output below
   */
  public List<String> maven(Path project, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("lsml.e2e.maven"));
    command.addAll(List.of("-B", "-ntp", "-Dmaven.repo.local=" + folder));
    command.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", System.getProperty("java.home"),
            "MAVEN_OPTS", "-Dstyle.color=never",
            "GOOGLE_CLOUD_PROJECT", "",
            "LABEL_STUDIO_API_KEY", "",
            "LABEL_STUDIO_URL", "");
    Commands.Outcome outcome = Commands.runIn(project, command, environment, LIMIT);
    List<String> lines = new ArrayList<>();
    lines.add(String.valueOf(outcome.status()));
    lines.addAll(outcome.output().lines().toList());
    return lines;
  }
}
