// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.bench.process.Pinning;
import dev.lsml.bench.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command behind {@code bench/run}: runs the measurements named by its arguments, all of them
 * without one, prints each as Markdown and writes it below {@code bench/target/bench}.
 */
public final class Bench {
  /** A measurement. */
  @FunctionalInterface
  private interface Suite {
    Report run(Workbench workbench) throws Exception;
  }

  private static final Map<String, Suite> SUITES = new LinkedHashMap<>();

  static {
    SUITES.put("cold-start", ColdStartSuite::run);
    SUITES.put("gcs", GcsSuite::run);
    SUITES.put("one-task", ThroughputSuite::oneTask);
    SUITES.put("hundred-tasks", ThroughputSuite::hundredTasks);
    SUITES.put("health", UnderLoadSuite::health);
    SUITES.put("webhook", UnderLoadSuite::webhook);
    SUITES.put("large-body", LargeBodySuite::run);
    SUITES.put("preannotate", PreannotateSuite::run);
    SUITES.put("lambda", LambdaSuite::run);
    SUITES.put("jmh", JmhSuite::run);
  }

  private Bench() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    for (String name : args) {
      if (!SUITES.containsKey(name)) {
        System.err.println("There is no measurement '" + name + "'. There are: " + SUITES.keySet());
        System.exit(2);
      }
    }
    Workbench workbench = Workbench.ofSystemProperties();
    System.out.println(machine());
    for (Map.Entry<String, Suite> suite : SUITES.entrySet()) {
      if (args.length == 0 || List.of(args).contains(suite.getKey())) {
        String markdown = suite.getValue().run(workbench).markdown();
        System.out.print(markdown);
        Path file = workbench.work().resolve(suite.getKey() + ".md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, markdown);
      }
    }
  }

  private static String machine() throws IOException {
    Path cpus = Path.of("/proc/cpuinfo");
    String model = System.getProperty("os.arch");
    if (Files.isReadable(cpus)) {
      for (String line : Files.readAllLines(cpus, StandardCharsets.UTF_8)) {
        if (line.startsWith("model name")) {
          model = line.substring(line.indexOf(':') + 1).strip();
        }
      }
    }
    return "Machine: "
        + model
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + ". "
        + Pinning.description()
        + "\n";
  }
}
