// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lsml.bench.classes.ClassBudget;
import dev.lsml.bench.classes.LoadedClasses;
import dev.lsml.bench.contender.JavaContender;
import dev.lsml.bench.contender.Lsml;
import dev.lsml.bench.http.HttpMessages;
import dev.lsml.bench.measure.ColdStart;
import dev.lsml.bench.process.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The local server with the text classifier and a trained version, from start to first answer. */
class ClassCountIT {
  private static final String RECORD = "lsml.bench.recordClasses";

  /**
   * What is known to cost a cold start dear, and has no place on the way to a first prediction.
   * {@code java.util.Formatter} would be here, did not Jetty format one line whenever it starts.
   */
  private static final List<String> DEAR =
      List.of(
          "java.net.http.",
          "jdk.internal.net.http.",
          "java.util.logging.SimpleFormatter",
          "java.util.logging.XMLFormatter",
          "javax.xml.",
          "com.sun.org.apache.xerces.",
          "com.fasterxml.jackson.databind.",
          "com.google.cloud.storage.",
          "software.amazon.",
          "org.tribuo.",
          "de.bwaldvogel.");

  private static LoadedClasses classes;

  @BeforeAll
  static void start() throws IOException {
    Path work = Path.of("target", "class-count").toAbsolutePath();
    Path store = work.resolve("store");
    JavaContender server =
        Lsml.find(Path.of("target").toAbsolutePath()).textClassifier(Jdk.current(), store);
    String version = TrainedStore.train(server, store, work.resolve("training.log"));
    assertThat(version).contains("-v1-");
    classes =
        new ColdStart(work, HttpMessages.post("/predict", Bodies.predict(1, 110))).classes(server);
  }

  @Test
  void nothingDearIsLoadedBeforeTheFirstAnswer() {
    assertThat(classes.startingWith(List.of("dev.lsml.examples.textclassifier."))).isNotEmpty();
    assertThat(classes.startingWith(DEAR)).isEmpty();
  }

  @Test
  void noMoreClassesAreLoadedThanRecorded() throws IOException {
    ClassBudget loaded = ClassBudget.of(classes, System.getProperty("java.vm.version"));
    Path file = Path.of("classes-jdk" + Runtime.version().feature() + ".properties");
    if (Boolean.getBoolean(RECORD)) {
      loaded.write(file);
    }
    ClassBudget recorded = ClassBudget.read(file);
    if (recorded == null) {
      String reason =
          "no class count is recorded for JDK "
              + Runtime.version().feature()
              + "; a count is recorded with -D"
              + RECORD;
      System.out.println("SKIPPED noMoreClassesAreLoadedThanRecorded: " + reason);
      assumeThat(recorded).as(reason).isNotNull();
      return;
    }
    assertThat(recorded.problem(loaded)).isNull();
    if (loaded.ofJars() < recorded.ofJars() || loaded.total() + 5 < recorded.total()) {
      System.out.println(
          "A cold start loads "
              + loaded.total()
              + " classes, fewer than the recorded "
              + recorded.total()
              + ": record that with mvn verify -pl bench -am -D"
              + RECORD);
    }
  }
}
