// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the JDK that runs the tests, where it can link a runtime for the image. */
class ClassArchiveTest {
  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private final Path home = Path.of(System.getProperty("java.home"));
  private ClassPathJar backend;

  @BeforeEach
  void isPossibleHere() throws IOException {
    RuntimePlan plan = RuntimePlan.choose(Host.current(), Jdks.choose(home, home), "scratch");
    Assumptions.assumeTrue(plan.cost() == null, plan.cost());
    backend = TestJars.backend(folder);
  }

  @Test
  void anImageHasALinkedRuntimeAndAnArchiveOfWhatItStartsWith() throws Exception {
    try (FakeRegistry registry = new FakeRegistry(null)) {
      BuiltImage image = new ImageBuilder(said::add).build(spec(TinyBackend.class.getName()));
      PushedImage pushed = image.push(registry.host() + "/tiny", "1", null);

      PushedFiles files = new PushedFiles(registry, pushed.digest());
      Map<String, TarArchiveEntry> all = files.files();
      assertThat(all).containsKeys("app/archive/classes.jsa", "app/archive/SHA256SUMS");
      assertThat(all.get("opt/runtime/bin/java").getMode() & 0777).isEqualTo(0755);
      assertThat(all.get("opt/runtime/lib/modules").getMode() & 0777).isEqualTo(0644);
      assertThat(all.values()).allMatch(file -> file.getLastModifiedDate().getTime() == 1000);
      assertThat(new String(files.content("app/archive/SHA256SUMS"), StandardCharsets.UTF_8))
          .isEqualTo(Sha256.of(backend.file()) + "  jars/tiny-backend-1.0.jar\n");
      assertThat(files.image().get("config").object().get("Entrypoint"))
          .isEqualTo(
              List.of(
                  "/opt/runtime/bin/java",
                  "-XX:+UseSerialGC",
                  "-XX:CompileThresholdScaling=10",
                  "-XX:MaxRAMPercentage=75",
                  "-XX:+ExitOnOutOfMemoryError",
                  "-XX:SharedArchiveFile=archive/classes.jsa",
                  "-cp",
                  "jars/tiny-backend-1.0.jar",
                  TinyBackend.class.getName()));
      assertThat(said).anyMatch(line -> line.endsWith(" classes come from the archive"));
    }
  }

  @Test
  void twoBuildsOfTheSameJarsGiveOneDigest() throws Exception {
    ImageSpec spec = spec(TinyBackend.class.getName());
    String first = digest(spec, "1.tar");
    String second = digest(spec, "2.tar");

    assertThat(second).isEqualTo(first);
    assertThat(said).containsOnlyOnce("Image: these jars' archive of classes is there already");
  }

  @Test
  void aJarThatWasSwappedSinceTheArchiveWasMadeIsRefusedForJavaRunsTheOldClasses()
      throws Exception {
    ImageSpec spec = spec(TinyBackend.class.getName());
    Archived archived = archived(spec);
    Path jar = archived.app().file(archived.app().jars().get(0));
    String before = Sha256.of(jar);

    TestJars.secondEdition(jar);

    ImageBuilder builder = new ImageBuilder(said::add);
    RuntimePlan plan = new RuntimePlan(archived.runtime(), "scratch", null);
    assertThatThrownBy(
            () -> builder.assemble(spec, plan, archived.app(), archived.runtime(), archived.sums()))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "The archive of classes is not of the jars in this image: '"
                + Sha256.of(jar)
                + "  jars/tiny-backend-1.0.jar' was '"
                + before
                + "  jars/tiny-backend-1.0.jar' when it was made, and Java would run the old"
                + " classes without a word. Build again, and let nothing else write to "
                + archived.app().folder()
                + " meanwhile");

    new TrainingRun(archived.runtime(), archived.app(), spec)
        .run(List.of(JavaFlags.ARCHIVE, "-Xshare:on"), TrainingRequests::askPrediction);
    assertThat(spec.work().resolve("training.log")).content().contains("first edition");
    new TrainingRun(archived.runtime(), archived.app(), spec)
        .run(List.of("-Xshare:off"), TrainingRequests::askPrediction);
    assertThat(spec.work().resolve("training.log")).content().contains("second edition");
  }

  @Test
  void aBackendThatDoesNotStartIsSaidWithWhatItSaid() {
    ImageSpec spec = spec("org.example.Missing");

    assertThatThrownBy(() -> new ImageBuilder(said::add).build(spec))
        .isInstanceOf(DeployException.class)
        .hasMessageStartingWith(
            "The backend cannot be run once to archive its classes: it ended with 1 before it"
                + " answered and said: ")
        .hasMessageContaining("org.example.Missing")
        .hasMessageEndingWith(
            "Give it what it needs to start in the plugin's <environment>, or go"
                + " without an archive with -Dlsml.image.archive=false: a cold start then takes"
                + " more than twice as long");
  }

  private record Archived(StagedApp app, Jdk runtime, ClassPathSums sums) {}

  private Archived archived(ImageSpec spec) throws Exception {
    Folders.empty(spec.work());
    StagedApp app = StagedApp.stage(spec.classPath(), spec.work().resolve("app"));
    Jdk jdk = Jdks.choose(home, home);
    Jdk runtime = LinkedRuntime.link(jdk, NeededModules.of(app, jdk, Set.of()), spec.work());
    ClassPathSums sums = ClassPathSums.of(app);
    ClassArchive.make(runtime, app, spec);
    return new Archived(app, runtime, sums);
  }

  private String digest(ImageSpec spec, String file) throws Exception {
    return new ImageBuilder(said::add).build(spec).write(folder.resolve(file), "tiny:1").digest();
  }

  private ImageSpec spec(String mainClass) {
    return new ImageSpec(
        new Coordinates("org.example", "tiny", "1.2.3"),
        List.of(backend),
        new Program(Platform.CLOUD_RUN, mainClass, List.of()),
        folder.resolve("work"),
        new ImageOptions(
            home, "scratch", Set.of(), true, Map.of(), Map.of(), folder.resolve("cache")));
  }
}
