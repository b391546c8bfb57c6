// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.bench.bucket.BucketStub;
import dev.lsml.bench.contender.Contender;
import dev.lsml.bench.contender.JavaContender;
import dev.lsml.bench.contender.LineUp;
import dev.lsml.bench.contender.OrdinaryStack;
import dev.lsml.bench.contender.PythonSdk;
import dev.lsml.bench.http.HttpMessages;
import dev.lsml.bench.measure.ColdStart;
import dev.lsml.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Cold starts of everything, in one run. */
final class ColdStartSuite {
  private ColdStartSuite() {}

  static Report run(Workbench workbench) throws IOException {
    byte[] request = HttpMessages.post("/predict", Bodies.predict(1, 110));
    Path bucket = workbench.work().resolve("bucket");
    OrdinaryModel.write(bucket.resolve(OrdinaryStack.MODEL_OBJECT));
    try (BucketStub stub = new BucketStub(bucket)) {
      LineUp lineUp = new LineUp();
      lineUp.add(
          "ordinary stack",
          () ->
              OrdinaryStack.find(workbench.bench(), workbench.oldestJdk()).withBucket(stub.url()));
      Path python = workbench.bench().resolve("python");
      lineUp.add("Python SDK", () -> PythonSdk.release(workbench.cache(), python));
      lineUp.add("Python SDK, source", () -> PythonSdk.source(workbench.cache(), python));
      ColdStart coldStart = new ColdStart(workbench.work().resolve("cold-start"), request);
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
              "Process start to first answered prediction", results, classes, "ordinary stack");
      lineUp.skipped().forEach(report::note);
      return report;
    }
  }
}
