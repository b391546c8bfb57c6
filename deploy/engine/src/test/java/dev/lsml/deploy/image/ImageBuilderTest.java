// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine that cannot link the image's runtime, so that only the image itself is made. */
class ImageBuilderTest {
  private static final Host MAC = new Host("Mac OS X", "aarch64");

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private ImageSpec spec;

  @BeforeEach
  void spec() throws IOException {
    spec =
        new ImageSpec(
            new Coordinates("org.example", "tiny", "1.2.3"),
            List.of(TestJars.backend(folder), TestJars.library(folder, "library", "org.library")),
            new Program(Platform.CLOUD_RUN, "org.example.Main", List.of()),
            folder.resolve("work"),
            new ImageOptions(
                Path.of(System.getProperty("java.home")),
                "scratch",
                Set.of(),
                true,
                Map.of(),
                Map.of("org.example.commit", "abc"),
                folder.resolve("cache")));
  }

  @Test
  void anImageIsPushedWithAllThatIsNeededToStartIt() throws Exception {
    try (FakeRegistry registry = new FakeRegistry(null)) {
      PushedImage pushed = build().push(registry.host() + "/team/tiny", "latest", null);

      assertThat(pushed.reference()).isEqualTo(registry.host() + "/team/tiny@" + pushed.digest());
      assertThat(registry.manifests).containsKeys("latest", pushed.digest());
      PushedFiles files = new PushedFiles(registry, pushed.digest());
      assertThat(files.image().get("config").object())
          .containsEntry(
              "Entrypoint",
              List.of(
                  "java",
                  "-XX:+UseSerialGC",
                  "-XX:CompileThresholdScaling=10",
                  "-XX:MaxRAMPercentage=75",
                  "-XX:+ExitOnOutOfMemoryError",
                  "-cp",
                  "jars/tiny-backend-1.0.jar:jars/library-1.0.jar",
                  "org.example.Main"))
          .containsEntry("Cmd", List.of())
          .containsEntry("Env", List.of("PORT=8080", "LANG=C.UTF-8"))
          .containsEntry("ExposedPorts", Map.of("8080/tcp", Map.of()))
          .containsEntry("User", "65532:65532")
          .containsEntry("WorkingDir", "/app");
      assertThat(files.image().get("config").get("Labels").object())
          .containsEntry("org.opencontainers.image.title", "tiny")
          .containsEntry("org.opencontainers.image.version", "1.2.3")
          .containsEntry("org.opencontainers.image.base.name", "scratch")
          .containsEntry("org.example.commit", "abc");
    }
  }

  @Test
  void whatChangesWithEveryBuildHasALayerApart() throws Exception {
    try (FakeRegistry registry = new FakeRegistry(null)) {
      PushedImage pushed = build().push(registry.host() + "/tiny", "latest", null);

      assertThat(new PushedFiles(registry, pushed.digest()).layers())
          .startsWith(
              List.of("app/jars/library-1.0.jar"), List.of("app/jars/tiny-backend-1.0.jar"));
      assertThat(pushed.layers())
          .startsWith(
              new LayerSize("dependencies", Files.size(spec.classPath().get(1).file())),
              new LayerSize("application", Files.size(spec.classPath().get(0).file())));
    }
  }

  @Test
  void theImageHasABillOfMaterials() throws Exception {
    try (FakeRegistry registry = new FakeRegistry(null)) {
      PushedImage pushed = build().push(registry.host() + "/tiny", "latest", null);

      byte[] bill =
          new PushedFiles(registry, pushed.digest()).content("app/sbom/application.cdx.json");
      Map<String, Object> backend =
          Map.of(
              "type",
              "library",
              "bom-ref",
              "pkg:maven/org.example/tiny-backend@1.0",
              "group",
              "org.example",
              "name",
              "tiny-backend",
              "version",
              "1.0",
              "purl",
              "pkg:maven/org.example/tiny-backend@1.0",
              "hashes",
              List.of(
                  Map.of("alg", "SHA-256", "content", Sha256.of(spec.classPath().get(0).file()))));
      JsonView read = JsonView.of(Json.read(bill));
      assertThat(read.get("bomFormat").string()).isEqualTo("CycloneDX");
      assertThat(read.get("specVersion").string()).isEqualTo("1.6");
      assertThat(read.get("metadata").get("component").get("purl").string())
          .isEqualTo("pkg:maven/org.example/tiny@1.2.3");
      assertThat(read.get("components").items()).hasSize(2);
      assertThat(read.get("components").items().get(0).object()).isEqualTo(backend);
    }
  }

  @Test
  void twoBuildsGiveOneDigestAndAnotherJarAnother() throws Exception {
    String first = build().write(folder.resolve("1.tar"), "tiny:1").digest();
    Files.setLastModifiedTime(spec.classPath().get(0).file(), FileTime.fromMillis(5_000_000));
    String second = build().write(folder.resolve("2.tar"), "tiny:1").digest();

    TestJars.secondEdition(spec.classPath().get(0).file());
    String third = build().write(folder.resolve("3.tar"), "tiny:1").digest();

    assertThat(second).isEqualTo(first);
    assertThat(third).isNotEqualTo(first);
  }

  @Test
  void aLineSaysWhatAMachineOfAnotherKindCosts() throws Exception {
    build();

    assertThat(said)
        .containsExactly(
            "Image: The image gets a whole Java runtime and no archive of classes, so a cold start"
                + " takes two to three times as long; this build runs on Mac OS X on aarch64, and"
                + " the image on Linux and x86-64.");
  }

  @Test
  void aRegistryGetsTheLoginAndProgressIsTold() throws Exception {
    RegistryLogin login = RegistryLogin.googleAccessToken("ya29.secret");
    System.setProperty("sendCredentialsOverHttp", "true");
    try (FakeRegistry registry = new FakeRegistry(login)) {
      build().push(registry.host() + "/tiny", "latest", login);

      assertThat(registry.manifests).containsKey("latest");
      assertThat(said).contains("Image: 100 % pushed to " + registry.host());
      assertThat(login).hasToString("RegistryLogin[oauth2accesstoken]");
    } finally {
      System.clearProperty("sendCredentialsOverHttp");
    }
  }

  @Test
  void aRegistryThatRefusesIsNamedWithWhatToDo() throws Exception {
    System.setProperty("sendCredentialsOverHttp", "true");
    try (FakeRegistry registry = new FakeRegistry(new RegistryLogin("a", "b"))) {
      BuiltImage image = build();
      RegistryLogin wrong = new RegistryLogin("a", "wrong");

      assertThatThrownBy(() -> image.push(registry.host() + "/team/tiny", "latest", wrong))
          .isInstanceOf(DeployException.class)
          .hasMessageContaining(
              "The image cannot be written: the registry does not let us at "
                  + registry.host()
                  + "/team/tiny (")
          .hasMessageEndingWith(
              "Check that the repository exists and that the credentials may write to it")
          .hasMessageNotContaining("wrong");
    } finally {
      System.clearProperty("sendCredentialsOverHttp");
    }
  }

  @Test
  void aRegistryThatIsNotThereIsSaid() throws Exception {
    String host;
    try (FakeRegistry registry = new FakeRegistry(null)) {
      host = registry.host();
    }
    BuiltImage image = build();

    assertThatThrownBy(() -> image.push(host + "/tiny", "latest", null))
        .isInstanceOf(DeployException.class)
        .hasMessageStartingWith("The image cannot be written: ")
        .hasMessageEndingWith(
            "Check that this machine reaches the registries of the image and of its base scratch,"
                + " and that its disk has room");
  }

  @Test
  void aNameThatIsNoneIsRefused() throws Exception {
    BuiltImage image = build();

    assertThatThrownBy(() -> image.push("https://example.org/tiny", "latest", null))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "The image cannot be pushed: https://example.org/tiny:latest is not the name of an"
                + " image. Use HOST/PATH in small letters, without scheme, tag or digest");
  }

  @Test
  void onlyARegistryOnThisMachineIsTalkedToWithoutTls() {
    assertThat(Containers.isHere("localhost:5000")).isTrue();
    assertThat(Containers.isHere("127.0.0.1:5000")).isTrue();
    assertThat(Containers.isHere("us-central1-docker.pkg.dev")).isFalse();
    assertThat(Containers.isHere("localhost.example.org:5000")).isFalse();
    assertThat(Containers.isHere(null)).isFalse();
  }

  private BuiltImage build() throws Exception {
    return new ImageBuilder(said::add, MAC).build(spec);
  }
}
