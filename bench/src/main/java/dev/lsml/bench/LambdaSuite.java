// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.bench.contender.Lsml;
import dev.lsml.bench.lambda.FunctionPackage;
import dev.lsml.bench.lambda.StartedFunction;
import dev.lsml.bench.process.Jdk;
import dev.lsml.bench.process.Limits;
import dev.lsml.bench.report.Figures;
import dev.lsml.bench.report.Report;
import dev.lsml.bench.report.Samples;
import dev.lsml.bench.stub.AwsStub;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A function from its start, or from its restore, to its first answer, with the share of a CPU that
 * Lambda gives with the memory: the text classifier with its trained version in a stub of S3.
 */
final class LambdaSuite {
  /** With so many megabytes, Lambda gives a whole CPU. */
  private static final int ONE_CPU = 1769;

  private static final List<Integer> MEGABYTES = List.of(512, 1024, ONE_CPU);

  private final Path built;
  private final Path work;
  private final AwsStub aws;
  private final Path library;

  private LambdaSuite(Path built, Path work, AwsStub aws) throws IOException {
    this.built = built;
    this.work = work;
    this.aws = aws;
    this.library = library();
  }

  /** What was measured of one package with one size of memory. */
  private record Result(
      FunctionPackage function, int megabytes, Samples init, Samples answer, Samples webhook) {
    Result(FunctionPackage function, int megabytes) {
      this(function, megabytes, new Samples(), new Samples(), new Samples());
    }
  }

  static Report run(Workbench workbench) throws Exception {
    Path work = workbench.work().resolve("lambda");
    Path objects = work.resolve("objects");
    Path store = work.resolve("store");
    TrainedStore.train(
        Lsml.find(workbench.bench().resolve("target")).textClassifier(workbench.oldestJdk(), store),
        store,
        work.resolve("training.log"));
    TrainedStore.copy(store, objects);
    Path built = workbench.bench().resolve("lambda-function/target");
    try (AwsStub aws = new AwsStub(objects)) {
      return new LambdaSuite(built, work, aws)
          .run(List.of(workbench.oldestJdk(), workbench.newestJdk()), workbench.rounds());
    }
  }

  private Report run(List<Jdk> jdks, int rounds) throws Exception {
    List<Result> results = new ArrayList<>();
    for (int megabytes : MEGABYTES) {
      for (FunctionPackage function : packages(jdks, megabytes)) {
        results.add(new Result(function, megabytes));
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (Result result : results) {
        measure(result);
      }
    }
    return report(results);
  }

  private List<FunctionPackage> packages(List<Jdk> jdks, int megabytes) throws Exception {
    List<FunctionPackage> packages = new ArrayList<>();
    for (Jdk jdk : jdks) {
      String suffix = ", JDK " + jdk.version().replaceAll("[.+].*", "");
      FunctionPackage zip = FunctionPackage.zip("zip" + suffix, jdk, built, megabytes, library);
      packages.add(zip);
      packages.add(zip.withSnapshot("zip with SnapStart" + suffix));
      packages.add(
          archived(FunctionPackage.image("image" + suffix, jdk, built, megabytes, library)));
    }
    return packages;
  }

  private FunctionPackage archived(FunctionPackage image) throws Exception {
    Path archive = work.resolve(image.name().replaceAll("\\W+", "-") + ".jsa");
    if (!Files.exists(archive)) {
      aws.reset();
      FunctionPackage training =
          image.with(image.name(), List.of("-XX:ArchiveClassesAtExit=" + archive));
      try (StartedFunction started = start(training, null)) {
        started.post("/predict", Bodies.predict(1, 110));
        started.post("/webhook", Bodies.webhook("START_TRAINING"));
      }
    }
    return image.with(image.name(), List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto"));
  }

  private void measure(Result result) throws Exception {
    FunctionPackage function = result.function();
    Limits limits = Limits.of(result.megabytes() / (double) ONE_CPU, result.megabytes());
    aws.reset();
    try (StartedFunction started = start(function, function.snapshot() ? null : limits)) {
      long init = started.initialized();
      long before = function.snapshot() ? 0 : init;
      long begin = System.nanoTime();
      if (function.snapshot()) {
        started.restore(limits);
      }
      started.post("/predict", Bodies.predict(1, 110));
      result.answer().add(before + System.nanoTime() - begin);
      result.webhook().add(started.post("/webhook", Bodies.webhook("START_TRAINING")));
      result.init().add(init);
    }
  }

  private StartedFunction start(FunctionPackage function, @Nullable Limits limits)
      throws IOException {
    Map<String, String> variables = new LinkedHashMap<>(aws.environment());
    variables.put("LSML_TRAINING_JOB", "https://sqs.eu-central-1.amazonaws.com/1/train.fifo");
    return new StartedFunction(function, limits, variables, work.resolve("function.log"));
  }

  /** The managed runtimes have it unpacked too. */
  private Path library() throws IOException {
    Files.createDirectories(work);
    Path file = work.resolve("libaws-lambda-jni.so");
    try (Stream<Path> jars = Files.list(built.resolve("runtime"))) {
      Path client =
          jars.filter(jar -> jar.toString().contains("runtime-interface-client"))
              .findFirst()
              .orElseThrow();
      String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
      try (JarFile jar = new JarFile(client.toFile());
          InputStream in =
              jar.getInputStream(
                  jar.getJarEntry("jni/libaws-lambda-jni.linux-" + machine + ".so"))) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return file;
  }

  private Report report(List<Result> results) throws IOException {
    Report report =
        new Report(
            "Lambda: start or restore to the first answer",
            "package",
            "MB",
            "init ms",
            "to first prediction ms",
            "fastest",
            "then first training asked for ms",
            "fastest");
    for (Result result : results) {
      report.row(
          result.function().name(),
          Integer.toString(result.megabytes()),
          result.function().snapshot() ? "before" : Figures.millis(result.init().median()),
          Figures.millis(result.answer().median()),
          Figures.millis(result.answer().percentile(1)),
          Figures.millis(result.webhook().median()),
          Figures.millis(result.webhook().percentile(1)));
    }
    long bytes = 0;
    int jars = 0;
    try (Stream<Path> files = Files.list(built.resolve("task/lib"))) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
        jars++;
      }
    }
    report.note(
        String.format(
            Locale.ROOT, "The zip: %d jars, %.1f MB, as they are.", jars, bytes / 1048576.0));
    report.note(
        "With SnapStart the time counts from the restored process, not from its restoring.");
    return report;
  }
}
