// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.bench.backend.FirstStoreCall;
import dev.lsml.bench.contender.JavaContender;
import dev.lsml.bench.contender.Lsml;
import dev.lsml.bench.measure.ClassDataArchive;
import dev.lsml.bench.measure.FirstCall;
import dev.lsml.bench.process.Jdk;
import dev.lsml.bench.report.Figures;
import dev.lsml.bench.report.Report;
import dev.lsml.testkit.gcs.FakeGcs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the first call to a bucket costs a process: one GET of lsml's reader, against one GET (a
 * listing) and one POST (a write) of Google's client, on the JDKs and archives that an image may
 * have. The bucket is a server on this machine, so what is measured is the process's own work.
 */
final class GcsSuite {
  private static final List<String> C1 = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** The three calls under one JVM. */
  private record Trio(String name, FirstCall read, FirstCall list, FirstCall write) {
    void sample() throws IOException {
      read.sample();
      list.sample();
      write.sample();
    }
  }

  @FunctionalInterface
  private interface Variant {
    JavaContender of(JavaContender program) throws IOException;
  }

  private GcsSuite() {}

  static Report run(Workbench workbench) throws IOException {
    Path work = workbench.work().resolve("gcs");
    Path archives = work.resolve("archives");
    Lsml lsml = Lsml.find(workbench.bench().resolve("target"));
    List<String> skipped = new ArrayList<>();
    try (FakeGcs gcs = FakeGcs.start()) {
      gcs.createBucket("bench");
      gcs.put("bench", FirstStoreCall.OBJECT, new byte[600]); // as large as a project's head
      JavaContender base =
          lsml.firstStoreCall(workbench.oldestJdk(), "gs://bench", work)
              .withEnvironment(Map.of("STORAGE_EMULATOR_HOST", gcs.url()));
      List<Trio> trios = new ArrayList<>();
      add(trios, skipped, base, "17", program -> program);
      add(trios, skipped, base, "17, C1", program -> program.with(program.name(), C1));
      add(
          trios,
          skipped,
          base,
          "17, AppCDS, C1",
          program -> archived(program.with(program.name(), C1), archives));
      add(
          trios,
          skipped,
          base,
          "25, AOT, C1",
          program -> {
            Jdk jdk = workbench.newestJdk();
            return archived(program.on(program.name(), jdk).with(program.name(), C1), archives);
          });
      for (int round = 0; round < workbench.rounds(); round++) {
        for (Trio trio : trios) {
          trio.sample();
        }
      }
      return report(trios, skipped);
    }
  }

  private static void add(
      List<Trio> trios, List<String> skipped, JavaContender base, String name, Variant variant) {
    try {
      trios.add(
          new Trio(
              name,
              call(base, name, "read", variant),
              call(base, name, "list", variant),
              call(base, name, "write", variant)));
    } catch (IOException e) {
      skipped.add("SKIPPED " + name + ": " + e.getMessage());
    }
  }

  private static FirstCall call(JavaContender base, String name, String call, Variant variant)
      throws IOException {
    return new FirstCall(
        variant.of(base.with(name + " " + call, List.of()).withArguments(List.of(call))));
  }

  private static JavaContender archived(JavaContender program, Path archives) throws IOException {
    return ClassDataArchive.train(program, program.name(), archives, FirstCall::output);
  }

  private static Report report(List<Trio> trios, List<String> skipped) {
    Report report =
        new Report(
            "First call to a bucket",
            "JDK",
            "reader's GET ms",
            "client's list ms",
            "to the reader",
            "client's write ms",
            "to the reader",
            "third GET ms",
            "third list ms",
            "third write ms");
    for (Trio trio : trios) {
      long read = trio.read.first().median();
      report.row(
          trio.name,
          Figures.millis(read),
          Figures.millis(trio.list.first().median()),
          Figures.ratio(trio.list.first().median(), read),
          Figures.millis(trio.write.first().median()),
          Figures.ratio(trio.write.first().median(), read),
          Figures.fineMillis(trio.read.later().median()),
          Figures.fineMillis(trio.list.later().median()),
          Figures.fineMillis(trio.write.later().median()));
    }
    report.note(
        "From before the store is opened to the answer, in a JVM that has done nothing else.");
    report.note("Plain HTTP to a server on this machine: TLS and the network come on top.");
    skipped.forEach(report::note);
    return report;
  }
}
