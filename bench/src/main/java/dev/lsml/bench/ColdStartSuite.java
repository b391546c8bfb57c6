// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.bench.contender.Contender;
import dev.lsml.bench.contender.JavaContender;
import dev.lsml.bench.contender.LineUp;
import dev.lsml.bench.contender.Lsml;
import dev.lsml.bench.contender.OrdinaryStack;
import dev.lsml.bench.contender.PythonSdk;
import dev.lsml.bench.http.HttpMessages;
import dev.lsml.bench.measure.ClassDataArchive;
import dev.lsml.bench.measure.ColdStart;
import dev.lsml.bench.process.Jdk;
import dev.lsml.bench.report.Report;
import dev.lsml.bench.stub.BucketStub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cold starts in one run: the text classifier with its trained version in a bucket or a folder, on
 * the JDKs and with the archives that an image may have, against the ordinary stack and Python.
 */
final class ColdStartSuite {
  private static final String ORDINARY = "ordinary stack";
  private static final List<String> C1 = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  private static final List<String> LATE_C2 =
      List.of("-XX:CompileThresholdScaling=10", "-XX:+UseSerialGC");

  private ColdStartSuite() {}

  static Report run(Workbench workbench) throws IOException {
    byte[] request = HttpMessages.post("/predict", Bodies.predict(1, 110));
    Path work = workbench.work().resolve("cold-start");
    Path objects = work.resolve("objects");
    OrdinaryModel.write(objects.resolve(OrdinaryStack.MODEL_OBJECT));
    try (BucketStub stub = new BucketStub(objects)) {
      LineUp lineUp = new LineUp();
      lineUp.add(
          ORDINARY,
          () ->
              OrdinaryStack.find(workbench.bench(), workbench.oldestJdk()).withBucket(stub.url()));
      Path python = workbench.bench().resolve("python");
      lineUp.add("Python SDK", () -> PythonSdk.release(workbench.cache(), python));
      lineUp.add("Python SDK, source", () -> PythonSdk.source(workbench.cache(), python));
      addLsml(lineUp, workbench, work, objects, stub, request);
      ColdStart coldStart = new ColdStart(work, request);
      Map<String, ColdStart.Result> results =
          coldStart.run(lineUp.contenders(), workbench.rounds());
      Map<String, Integer> classes = new LinkedHashMap<>();
      for (Contender contender : lineUp.contenders()) {
        if (contender instanceof JavaContender java) {
          classes.put(java.name(), coldStart.classes(java).count());
        }
      }
      Report report =
          ColdStart.report(
              "Process start to first answered prediction", results, classes, ORDINARY);
      lineUp.skipped().forEach(report::note);
      return report;
    }
  }

  private static void addLsml(
      LineUp lineUp, Workbench workbench, Path work, Path objects, BucketStub stub, byte[] request)
      throws IOException {
    Lsml lsml = Lsml.find(workbench.bench().resolve("target"));
    Path store = work.resolve("store");
    JavaContender onFolder = lsml.textClassifier(workbench.oldestJdk(), store);
    TrainedStore.train(onFolder, store, work.resolve("training.log"));
    TrainedStore.copy(store, objects);
    lineUp.add("lsml 17, folder", () -> onFolder.with("lsml 17, folder", List.of()));

    URI bucket = URI.create("bucket-stub://" + stub.url().getAuthority() + "/" + BucketStub.BUCKET);
    JavaContender base =
        lsml.onBucket(workbench.oldestJdk(), bucket, work).withTemporaryFolder(work.resolve("tmp"));
    lineUp.add("lsml 17", () -> base.with("lsml 17", List.of()));
    lineUp.add("lsml 17, C1", () -> base.with("lsml 17, C1", C1));
    lineUp.add(
        "lsml 17, AppCDS", () -> archived(base, "lsml 17, AppCDS", List.of(), work, request));
    lineUp.add(
        "lsml 17, AppCDS, C1", () -> archived(base, "lsml 17, AppCDS, C1", C1, work, request));
    lineUp.add(
        "lsml 17, AppCDS, late C2",
        () -> archived(base, "lsml 17, AppCDS, late C2", LATE_C2, work, request));
    lineUp.add("lsml 25", () -> on25(base, workbench).with("lsml 25", List.of()));
    lineUp.add(
        "lsml 25, AOT",
        () -> archived(on25(base, workbench), "lsml 25, AOT", List.of(), work, request));
    lineUp.add(
        "lsml 25, AOT, C1",
        () -> archived(on25(base, workbench), "lsml 25, AOT, C1", C1, work, request));
  }

  private static JavaContender on25(JavaContender contender, Workbench workbench)
      throws IOException {
    Jdk jdk = workbench.newestJdk();
    return contender.on(contender.name(), jdk);
  }

  private static JavaContender archived(
      JavaContender contender, String name, List<String> flags, Path work, byte[] request)
      throws IOException {
    return ClassDataArchive.train(
        contender.with(name, flags), name, work.resolve("archives"), request);
  }
}
