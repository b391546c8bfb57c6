// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.e2e.parts.Await;
import dev.lsml.e2e.parts.BaseImage;
import dev.lsml.e2e.parts.Container;
import dev.lsml.e2e.parts.Containers;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Http;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.Registry;
import dev.lsml.e2e.parts.Reply;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The stand-in for Cloud Run does what the rehearsal of a deployment relies on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudRunStageIT {
  private static final String SECRET = "only for containers";

  private Registry registry;
  private Containers containers;
  private CloudRunStage stage;
  private String image = "";

  @BeforeAll
  void makeAnImageAndTheStage() throws Exception {
    Path folder = Folders.fresh(getClass());
    containers = Parts.need("containers", Containers::open);
    registry = Parts.need("registry", () -> Registry.start(folder.resolve("registry")));
    Path base = Parts.need("base-image", BaseImage::files);
    Path root = folder.resolve("root");
    jlink(root.resolve("opt/java"));
    copyApp(root.resolve("app"));
    String name = registry.host() + "/app";
    containers.make(
        List.of(base, root),
        List.of("/opt/java/bin/java", "-cp", "/app", StageApp.class.getName()),
        name + ":1");
    image = name + "@" + containers.push(name + ":1");
    stage =
        new CloudRunStage(
            containers,
            (secret, version) -> {
              if (secret.equals("api-key") && version.equals("3")) {
                return SECRET;
              }
              throw new RevisionFailed("Secret " + secret + "/versions/" + version + " not found");
            },
            Map.of("WHERE", "on stage"),
            folder.resolve("logs"));
  }

  @AfterAll
  void nothingIsLeft() throws Exception {
    if (stage != null) {
      stage.close();
      assertThat(containers.alive()).as("containers after the end").isEmpty();
    }
    if (registry != null) {
      registry.close();
    }
    if (containers != null) {
      containers.close();
    }
  }

  @Test
  void aContainerGetsWhatWasAppliedAndNoMore() throws Exception {
    URI url = apply(service("all", Map.of("GREETING", "hello")));
    assertThat(get(url, "/env/GREETING").text()).isEqualTo("hello");
    assertThat(get(url, "/env/SECRET").text()).isEqualTo(SECRET);
    assertThat(get(url, "/env/WHERE").text()).isEqualTo("on stage");
    assertThat(get(url, "/env/K_SERVICE").text()).isEqualTo("all");
    assertThat(get(url, "/env/K_REVISION").text())
        .isEqualTo(stage.status("all").get("latest_ready_revision"));
    assertThat(get(url, "/env/HOME").text()).isNotEqualTo(System.getenv("HOME"));
    String[] machine = get(url, "/machine").text().split(" ");
    assertThat(machine[0]).as("processors").isEqualTo("1");
    assertThat(Integer.parseInt(machine[1])).as("MiB of heap").isBetween(50, 300);
    Container container = stage.service("all").running().get(0);
    assertThat(container.inspect("{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}"))
        .isEqualTo((256 << 20) + " " + (256 << 20));
    assertThat(container.inspect("{{.HostConfig.NanoCpus}}")).isEqualTo("1000000000");
    assertThat(container.logLines()).contains("started with [serve, now]");
  }

  @Test
  void requestsAndAnswersPassUnchanged() throws Exception {
    URI url = apply(service("echo", Map.of()));
    Reply reply =
        Http.call(
            "POST", url.resolve("/echo?a=%2F&b=ü"), Map.of("X-Said", "a, b"), "x".repeat(70_000));
    assertThat(reply.status()).isEqualTo(418);
    assertThat(reply.header("X-Echo")).isEqualTo("a, b");
    assertThat(reply.text()).isEqualTo("POST /echo?a=%2F&b=%C3%BC 70000");
  }

  @Test
  void withoutARequestAnInstanceStandsStill() throws Exception {
    URI url = apply(service("idle", Map.of()));
    Container container = stage.service("idle").running().get(0);
    Await.until("it stands still", Duration.ofSeconds(10), container::isFrozen, frozen -> frozen);
    assertThat(get(url, "/env/K_SERVICE").text()).isEqualTo("idle");
    Await.until("it stands still", Duration.ofSeconds(10), container::isFrozen, frozen -> frozen);
  }

  @Test
  void scaledToZeroItEndsInOrderAndTheNextRequestStartsItAgain() throws Exception {
    URI url = apply(service("zero", Map.of()));
    Container first = stage.service("zero").running().get(0);
    assertThat(stage.service("zero").scaleToZero()).as("ended by SIGTERM").containsExactly(143);
    assertThat(first.logLines()).contains("ends in order");
    assertThat(stage.service("zero").running()).isEmpty();

    List<Future<Reply>> together = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      together.add(CompletableFuture.supplyAsync(() -> getUnchecked(url, "/env/K_SERVICE")));
    }
    for (Future<Reply> reply : together) {
      assertThat(reply.get(1, TimeUnit.MINUTES).expect(200).text()).isEqualTo("zero");
    }
    assertThat(stage.service("zero").running()).hasSizeBetween(1, 2);
  }

  @Test
  void aRevisionThatDoesNotGetWellIsRefusedAndTheOldOneServes() throws Exception {
    URI url = apply(service("unwell", Map.of("GREETING", "old")));
    String old = String.valueOf(stage.status("unwell").get("latest_ready_revision"));
    for (String problem : List.of("BROKEN", "UNWELL")) {
      assertThatThrownBy(() -> apply(service("unwell", Map.of("GREETING", "new", problem, "yes"))))
          .isInstanceOf(RevisionFailed.class)
          .hasMessageContaining("Revision 'unwell-0")
          .hasMessageContaining(
              "is not ready and cannot serve traffic. The user-provided container failed the"
                  + " configured startup probe checks.");
      assertThat(get(url, "/env/GREETING").text()).isEqualTo("old");
      assertThat(stage.status("unwell"))
          .containsEntry("latest_ready_revision", old)
          .extractingByKey("latest_created_revision")
          .isNotEqualTo(old);
    }
    apply(service("unwell", Map.of("GREETING", "newest")));
    assertThat(get(url, "/env/GREETING").text()).isEqualTo("newest");
  }

  @Test
  void anImageOrASecretThatIsNotThereIsRefused() {
    Map<String, Object> noImage = service("nothing", Map.of());
    container(noImage).put("image", registry.host() + "/app@sha256:" + "0".repeat(64));
    assertThatThrownBy(() -> apply(noImage))
        .isInstanceOf(RevisionFailed.class)
        .hasMessageContaining("Image '" + registry.host() + "/app@sha256:000")
        .hasMessageContaining("not found");
    Map<String, Object> noSecret = service("nothing", Map.of());
    container(noSecret).put("env", List.of(secret("SECRET", "api-key", "4")));
    assertThatThrownBy(() -> apply(noSecret))
        .isInstanceOf(RevisionFailed.class)
        .hasMessage("Secret api-key/versions/4 not found");
  }

  @Test
  void aCandidateHasAUrlOfItsOwnAndTheSwitchLosesNoRequest() throws Exception {
    URI url = apply(service("switch", Map.of("GREETING", "old")));
    String old = String.valueOf(stage.status("switch").get("latest_ready_revision"));
    Map<String, Object> next = service("switch", Map.of("GREETING", "new"));
    next.put("traffic", List.of(target(old, 100, "before"), target(null, 0, "candidate")));
    apply(next);
    assertThat(get(url, "/env/GREETING").text()).isEqualTo("old");
    assertThat(get(tagUrl("switch", "candidate"), "/env/GREETING").text()).isEqualTo("new");
    CompletableFuture<Reply> held = CompletableFuture.supplyAsync(() -> getUnchecked(url, "/hold"));

    try (Polling polling = new Polling(() -> get(url, "/env/GREETING"))) {
      polling.awaitAnswers(20);
      next.put("traffic", List.of(target(null, 100, null), target(old, 0, "before")));
      apply(next);
      polling.awaitAnswers(20);
      assertThat(polling.failures()).isEmpty();
      assertThat(polling.answers().get(0)).isEqualTo("old");
      assertThat(polling.answers()).last().isEqualTo("new");
      assertThat(polling.answers()).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }
    assertThat(held).as("a request of the old revision").isNotDone();
    get(tagUrl("switch", "before"), "/release");
    assertThat(held.get(1, TimeUnit.MINUTES).text()).isEqualTo("released");

    assertThat(stage.service("switch").running()).hasSize(2);
    next.put("traffic", List.of(target(null, 100, null)));
    apply(next);
    assertThat(stage.service("switch").serving())
        .containsExactly(String.valueOf(stage.status("switch").get("latest_ready_revision")));
    assertThat(stage.service("switch").running()).hasSize(1);
  }

  @Test
  void aJobIsRetriedAndGetsItsOwnArguments() throws Exception {
    Map<String, Object> container = container(service("any", Map.of("WELL_AT_ATTEMPT", "2")));
    Map<String, Object> task = new HashMap<>();
    task.put("containers", List.of(container));
    task.put("max_retries", 2);
    task.put("timeout", "60s");
    Map<String, Object> job = new HashMap<>();
    job.put("name", "train");
    job.put("template", List.of(Map.of("template", List.of(task))));
    stage.applyJob(job);

    Execution execution = stage.job("train").run(List.of("train", "7.123"));
    assertThat(execution.outcome().get(2, TimeUnit.MINUTES)).isTrue();
    assertThat(execution.exitCodes()).containsExactly(7, 7, 0);
    assertThat(execution.attempts().get(2).logLines())
        .contains("started with [train, 7.123]", "secret of " + SECRET.length() + " characters");

    task.put("max_retries", 1);
    stage.applyJob(job);
    Execution failing = stage.job("train").run(List.of());
    assertThat(failing.outcome().get(2, TimeUnit.MINUTES)).isFalse();
    assertThat(failing.exitCodes()).containsExactly(7, 7);
    assertThat(failing.arguments()).containsExactly("serve", "now");
  }

  private Map<String, Object> service(String name, Map<String, String> settings) {
    List<Object> environment = new ArrayList<>();
    environment.add(secret("SECRET", "projects/p/secrets/api-key", "3"));
    settings.forEach((key, value) -> environment.add(Map.of("name", key, "value", value)));
    Map<String, Object> container = new HashMap<>();
    container.put("image", image);
    container.put("args", List.of("serve", "now"));
    container.put("env", environment);
    container.put(
        "resources",
        List.of(Map.of("limits", Map.of("cpu", "1", "memory", "256Mi"), "cpu_idle", true)));
    container.put(
        "startup_probe",
        List.of(
            Map.of(
                "period_seconds", 1,
                "timeout_seconds", 1,
                "failure_threshold", 5,
                "http_get", List.of(Map.of("path", "/health")))));
    Map<String, Object> template = new HashMap<>();
    template.put("containers", new ArrayList<>(List.of(container)));
    template.put("max_instance_request_concurrency", 4);
    template.put("scaling", List.of(Map.of("max_instance_count", 2)));
    template.put("timeout", "60s");
    Map<String, Object> service = new HashMap<>();
    service.put("name", name);
    service.put("template", List.of(template));
    return service;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> container(Map<String, Object> service) {
    Map<String, Object> template = ((List<Map<String, Object>>) service.get("template")).get(0);
    return ((List<Map<String, Object>>) template.get("containers")).get(0);
  }

  private static Map<String, Object> secret(String name, String secret, String version) {
    return Map.of(
        "name",
        name,
        "value_source",
        List.of(Map.of("secret_key_ref", List.of(Map.of("secret", secret, "version", version)))));
  }

  private static Map<String, Object> target(String revision, int percent, String tag) {
    Map<String, Object> target = new HashMap<>();
    target.put(
        "type", "TRAFFIC_TARGET_ALLOCATION_TYPE_" + (revision == null ? "LATEST" : "REVISION"));
    target.put("revision", revision);
    target.put("percent", percent);
    target.put("tag", tag);
    return target;
  }

  private URI apply(Map<String, Object> service) throws Exception {
    return URI.create(String.valueOf(stage.applyService(service).get("uri")));
  }

  @SuppressWarnings("unchecked")
  private URI tagUrl(String service, String tag) {
    return ((List<Map<String, Object>>) stage.status(service).get("traffic_statuses"))
        .stream()
            .filter(status -> tag.equals(status.get("tag")))
            .map(status -> URI.create(String.valueOf(status.get("uri"))))
            .findFirst()
            .orElseThrow();
  }

  private static Reply get(URI url, String path) throws Exception {
    return Http.call("GET", url.resolve(path), Map.of(), null).expect(200);
  }

  private static Reply getUnchecked(URI url, String path) {
    try {
      return get(url, path);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void jlink(Path target) throws Exception {
    Files.createDirectories(target.getParent());
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--add-modules=java.base,jdk.httpserver",
                "--strip-java-debug-attributes",
                "--output=" + target);
    assertThat(status).as("jlink").isZero();
  }

  private static void copyApp(Path target) throws Exception {
    String name = StageApp.class.getName().replace('.', '/') + ".class";
    Path file = target.resolve(name);
    Files.createDirectories(file.getParent());
    try (var bytes = StageApp.class.getClassLoader().getResourceAsStream(name)) {
      Files.copy(java.util.Objects.requireNonNull(bytes), file);
    }
  }
}
