// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.contender;

import dev.lsml.bench.process.Jdk;
import dev.lsml.bench.stub.BucketStub;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The functions of {@code bench/ordinary-stack} under the Functions Framework's own main. */
public final class OrdinaryStack {
  /** The object that {@link #withBucket} reads. */
  public static final String MODEL_OBJECT = "ordinary/model.json";

  private final Jdk jdk;
  private final List<Path> classPath;

  private OrdinaryStack(Jdk jdk, List<Path> classPath) {
    this.jdk = jdk;
    this.classPath = classPath;
  }

  /**
   * Finds what the profile {@code bench} has built.
   *
   * @param bench the folder {@code bench}
   * @throws IOException when it was not built
   */
  public static OrdinaryStack find(Path bench, Jdk jdk) throws IOException {
    Path target = bench.resolve("ordinary-stack/target");
    Path list = target.resolve("class-path.txt");
    if (!Files.isRegularFile(list)) {
      throw new IOException(
          "the ordinary stack is not built: run bench/run, or mvn package -Pbench");
    }
    List<Path> classPath = new ArrayList<>();
    try (var jars = Files.newDirectoryStream(target, "lsml-bench-ordinary-stack-*.jar")) {
      jars.forEach(classPath::add);
    }
    for (String entry : Files.readString(list).strip().split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry));
    }
    return new OrdinaryStack(jdk, classPath);
  }

  /** Storage client and data binding, reading a model from the bucket when it starts. */
  public JavaContender withBucket(URI bucketUrl) {
    return function("ordinary stack", "dev.lsml.bench.ordinary.OrdinaryFunction")
        .withEnvironment(
            Map.of(
                "BENCH_BUCKET_URL",
                bucketUrl.toString(),
                "BENCH_BUCKET",
                BucketStub.BUCKET,
                "BENCH_OBJECT",
                MODEL_OBJECT));
  }

  /** Data binding alone, without a model: what the framework can do at most. */
  public JavaContender bare() {
    return function("bare function, data binding", "dev.lsml.bench.ordinary.BareFunction");
  }

  private JavaContender function(String name, String target) {
    return new JavaContender(
        name,
        jdk,
        List.of(),
        classPath,
        "com.google.cloud.functions.invoker.runner.Invoker",
        List.of("--target", target, "--port", "{port}"),
        Map.of(),
        List.of());
  }
}
