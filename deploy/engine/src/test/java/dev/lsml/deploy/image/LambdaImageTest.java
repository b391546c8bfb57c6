// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With AWS's own runtime interface client. */
class LambdaImageTest {
  private static final String HANDLER = TinyFunction.class.getName() + "::handleRequest";
  private static final Path HOME = Path.of(System.getProperty("java.home"));

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void anImageStartsTheClientWithTheHandlerAsItsCommand() throws Exception {
    try (FakeRegistry registry = new FakeRegistry(null)) {
      ImageSpec spec = spec(client(), false);
      ImageBuilder builder = new ImageBuilder(said::add, new Host("Mac OS X", "aarch64"));
      PushedImage pushed = builder.build(spec).push(registry.host() + "/tiny", "1", null);

      PushedFiles files = new PushedFiles(registry, pushed.digest());
      Map<String, Object> config = files.image().get("config").object();
      assertThat(config)
          .containsEntry("Cmd", List.of(HANDLER))
          .containsEntry("Env", List.of("LANG=C.UTF-8"))
          .containsEntry("WorkingDir", "/app")
          .doesNotContainEntry("ExposedPorts", Map.of("8080/tcp", Map.of()));
      assertThat((List<?>) config.get("Entrypoint"))
          .asList()
          .startsWith("java", "-XX:+UseSerialGC")
          .contains(
              "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"
                  + "=/app/native/libaws-lambda-jni.so",
              "--enable-native-access=ALL-UNNAMED")
          .endsWith("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
      assertThat(files.image().get("architecture").string()).isEqualTo("amd64");
      assertThat(files.content("app/native/libaws-lambda-jni.so")).startsWith(0x7f, 'E', 'L', 'F');
    }
  }

  @Test
  void theClientGetsEventsOfAFunctionUrlWhenItsClassesAreArchived() throws Exception {
    RuntimePlan plan = RuntimePlan.choose(Host.current(), Jdks.choose(HOME, HOME), "scratch");
    Assumptions.assumeTrue(plan.cost() == null, plan.cost());
    ImageSpec spec = spec(client(), true);

    new ImageBuilder(said::add).build(spec);

    assertThat(said).anyMatch(line -> line.endsWith(" classes come from the archive"));
    assertThat(spec.work().resolve("training.log"))
        .content()
        .contains("training got {\"version\":\"2.0\"")
        .contains("\"rawPath\":\"/predict\"")
        .doesNotContain("WARNING");
    assertThat(Files.readString(spec.work().resolve("classes.list")))
        .contains("dev/lsml/deploy/image/TinyFunction")
        .contains("com/amazonaws/services/lambda/runtime/api/client/AWSLambda");
  }

  @Test
  void anImageWithoutTheClientIsRefused() throws Exception {
    ImageSpec spec = spec(List.of(), false);

    assertThatThrownBy(() -> new ImageBuilder(said::add).build(spec))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "The image cannot be built: there is no aws-lambda-java-runtime-interface-client-*.jar"
                + " with jni/libaws-lambda-jni.linux-x86_64.so on the class path. Leave the version"
                + " of com.amazonaws:aws-lambda-java-runtime-interface-client as it is");
  }

  private ImageSpec spec(List<ClassPathJar> client, boolean archive) throws IOException {
    List<ClassPathJar> classPath = new ArrayList<>();
    classPath.add(TestJars.function(folder));
    classPath.addAll(client);
    return new ImageSpec(
        new Coordinates("org.example", "tiny", "1.2.3"),
        classPath,
        new Program(Platform.LAMBDA, Program.onLambda().mainClass(), List.of(HANDLER)),
        folder.resolve("work"),
        new ImageOptions(
            HOME, "scratch", Set.of(), archive, Map.of(), Map.of(), folder.resolve("cache")));
  }

  /** The client and what it needs, from this test's class path. */
  private static List<ClassPathJar> client() {
    List<ClassPathJar> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String name = String.valueOf(Path.of(entry).getFileName());
      if (name.startsWith("aws-lambda-java-") || name.startsWith("utils-lite-")) {
        jars.add(new ClassPathJar(Path.of(entry), false, null));
      }
    }
    assertThat(jars).hasSize(4);
    return jars;
  }
}
