// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.Backend;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import dev.lsml.testkit.aws.FunctionUrl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RestorableBackendTest {
  private static final String CONFIG =
      "<View><Text name='t' value='$t'/><Choices name='c' toName='t'><Choice value='Good'/>"
          + "</Choices></View>";

  @TempDir Path folder;
  private final FakeCrac crac = new FakeCrac();
  private final List<String> happened = new ArrayList<>();

  @Test
  void theSnapshotIsTakenAfterPrimingAndEachRestoreOpensABackendOfItsOwn() throws Exception {
    crac.register(listener("first"));
    RestorableBackend backend =
        new RestorableBackend(
            () -> {
              happened.add("open");
              return open();
            },
            primed -> happened.add("prime " + status(primed)),
            seed -> happened.add("reseed"),
            crac);
    crac.register(listener("last"));

    crac.checkpoint();
    assertThatThrownBy(() -> backend.handle(HttpRequest.of("GET", "/health")))
        .hasMessage("a request between checkpoint and restore");
    crac.restore();

    assertThat(backend.handle(HttpRequest.of("GET", "/health")).status()).isEqualTo(200);
    assertThat(happened)
        .containsExactly(
            "open",
            "checkpoint of last",
            "prime 200",
            "checkpoint of first",
            "restore of first",
            "reseed",
            "open",
            "restore of last");
  }

  private org.crac.Resource listener(String name) {
    return new org.crac.Resource() {
      @Override
      public void beforeCheckpoint(org.crac.Context<? extends org.crac.Resource> context) {
        happened.add("checkpoint of " + name);
      }

      @Override
      public void afterRestore(org.crac.Context<? extends org.crac.Resource> context) {
        happened.add("restore of " + name);
      }
    };
  }

  private static int status(dev.lsml.core.http.HttpHandler backend) {
    try {
      return backend.handle(HttpRequest.of("GET", "/health")).status();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void primingThatFailsDoesNotKeepTheSnapshotFromBeingTaken() throws Exception {
    RestorableBackend backend =
        new RestorableBackend(
            this::open,
            primed -> {
              throw new IllegalStateException("no model for that");
            },
            seed -> {},
            crac);

    crac.checkpoint();
    crac.restore();

    assertThat(backend.handle(HttpRequest.of("GET", "/health")).status()).isEqualTo(200);
  }

  @Test
  void aBackendThatCannotBeOpenedAfterARestoreFailsTheRestore() throws Exception {
    List<Backend> opened = new ArrayList<>();
    RestorableBackend backend =
        new RestorableBackend(
            () -> {
              if (!opened.isEmpty()) {
                throw new IllegalStateException("cannot read the secret");
              }
              opened.add(open());
              return opened.get(0);
            },
            primed -> {},
            seed -> {},
            crac);
    assertThat(backend).isNotNull();

    crac.checkpoint();
    assertThatThrownBy(crac::restore).hasMessage("cannot read the secret");
  }

  @Test
  void eachCopyOfASnapshotGoesOnWithAnotherSeed() throws Exception {
    Set<Long> seeds = new HashSet<>();
    RestorableBackend backend = new RestorableBackend(this::open, primed -> {}, seeds::add, crac);
    assertThat(backend).isNotNull();

    crac.checkpoint();
    for (int copy = 0; copy < 10; copy++) {
      crac.restore();
    }

    assertThat(seeds).hasSize(10);
  }

  @Test
  void theFirstRequestAfterARestoreFindsItsClassesLoaded() throws Exception {
    Map<String, String> environment = environment();
    LsmlHandler function =
        new LsmlHandler(
            new RestorableBackend(
                () -> ServingBackend.open(environment),
                new Priming(environment),
                seed -> {},
                crac));
    crac.checkpoint();
    crac.restore();
    byte[] event = Json.bytes(FunctionUrl.event(predict(), "r-1"));

    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    long before = classes.getTotalLoadedClassCount();
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(event), result, FakeContext.of("r-1"));
    long loaded = classes.getTotalLoadedClassCount() - before;

    HttpAnswer answer = FunctionUrl.answer(result.toByteArray());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(JsonView.of(Json.read(answer.text())).get("results").items()).hasSize(1);
    assertThat(loaded).isLessThanOrEqualTo(3); // what the test itself brings
  }

  @Test
  void primingLeavesNothingInTheStore() throws Exception {
    Map<String, String> environment = environment();
    try (Backend backend = ServingBackend.open(environment)) {
      new Priming(environment).accept(backend);
    }

    try (Backend backend = ServingBackend.open(environment)) {
      ByteArrayOutputStream status = new ByteArrayOutputStream();
      backend.handle(HttpRequest.of("GET", "/status")).body().writeTo(status);
      assertThat(JsonView.of(Json.read(status.toString())).get("projects").object()).isEmpty();
    }
  }

  private static HttpCall predict() {
    return HttpCall.of("POST", "/predict")
        .with("Content-Type", "application/json")
        .withBody(
            Json.text(
                Map.of(
                    "project",
                    "12.1696257600",
                    "label_config",
                    CONFIG,
                    "tasks",
                    List.of(Map.of("id", 1L, "data", Map.of("t", "x"))))));
  }

  private Backend open() {
    return ServingBackend.open(environment());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("LSML_STORE", folder.resolve("store").toUri().toString());
    environment.put(
        "LSML_TRAINING_JOB", "https://sqs.eu-central-1.amazonaws.com/123456789012/train.fifo");
    return environment;
  }
}
