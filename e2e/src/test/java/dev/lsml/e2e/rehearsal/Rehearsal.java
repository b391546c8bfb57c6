// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import dev.lsml.e2e.cloudrun.CloudRunStage;
import dev.lsml.e2e.cloudrun.CloudService;
import dev.lsml.e2e.google.GcsBuckets;
import dev.lsml.e2e.google.StandInGoogle;
import dev.lsml.e2e.parts.BaseImage;
import dev.lsml.e2e.parts.Container;
import dev.lsml.e2e.parts.Containers;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.Registry;
import dev.lsml.testkit.gcs.FakeGcs;
import dev.lsml.testkit.google.FakeGoogle;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Google Cloud with one empty project, on this machine: everything that a deployment and what it
 * deploys talk to. Ends, with all it started, when it is closed.
 */
final class Rehearsal implements AutoCloseable {
  /** Id of the project. */
  static final String PROJECT = "rehearsal-1234";

  /** The only region. */
  static final String REGION = "us-central1";

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Containers containers;
  private final Registry registry;
  private final FakeGcs storage;
  private final FakeGoogle google;
  private final SecretValues secrets = new SecretValues();
  private final CloudRunStage stage;
  private final AppliedRuns applied;
  private final StandInGoogle provider;
  private final String baseImage;

  private Rehearsal(Path folder) throws Exception {
    try {
      containers = kept(Parts.need("containers", Containers::open));
      registry = kept(Parts.need("registry", () -> Registry.start(folder.resolve("registry"))));
      baseImage = Parts.need("base-image", () -> BaseImage.push(containers, registry));
      storage = kept(FakeGcs.start());
      google = kept(new FakeGoogle(PROJECT, "123456789012", REGION, Clock.systemUTC()));
      Map<String, String> surroundings = new HashMap<>(google.endpoints());
      surroundings.put("STORAGE_EMULATOR_HOST", storage.url());
      stage =
          kept(new CloudRunStage(containers, secrets, surroundings, folder.resolve("containers")));
      applied = new AppliedRuns(stage, secrets, google, registry.host());
      provider = kept(StandInGoogle.start(applied.and(new GcsBuckets(storage.url()))));
    } catch (Throwable e) {
      close();
      throw e;
    }
    google.onJobRun(
        run -> {
          String job = run.job().substring(run.job().lastIndexOf('/') + 1);
          CompletionStage<Boolean> outcome =
              stage.job(job).run(run.args() == null ? List.of() : run.args()).outcome();
          return outcome.thenApply(well -> well ? 0 : 1);
        });
    google.answerFirst(new ContainerLogs(google, this::logged));
  }

  /** Starts it, or ends the test where a part is missing. */
  static Rehearsal start(Path folder) throws Exception {
    return new Rehearsal(folder);
  }

  private <T extends AutoCloseable> T kept(T part) {
    open.push(part);
    return part;
  }

  /** What whoever deploys has in the environment here, instead of an account at Google. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(google.deployerEnvironment());
    environment.put("STORAGE_EMULATOR_HOST", storage.url());
    environment.put("GOOGLE_BACKEND_STORAGE_CUSTOM_ENDPOINT", storage.url() + "/storage/v1/");
    environment.putAll(provider.environment());
    return environment;
  }

  /** What stands for the base image from the internet. */
  String baseImage() {
    return baseImage;
  }

  Containers containers() {
    return containers;
  }

  Registry registry() {
    return registry;
  }

  FakeGcs storage() {
    return storage;
  }

  FakeGoogle google() {
    return google;
  }

  SecretValues secrets() {
    return secrets;
  }

  CloudRunStage stage() {
    return stage;
  }

  AppliedRuns applied() {
    return applied;
  }

  StandInGoogle provider() {
    return provider;
  }

  private Map<Container, Map<String, Object>> logged() {
    Map<Container, Map<String, Object>> all = new LinkedHashMap<>();
    for (CloudService service : stage.services()) {
      service
          .history()
          .forEach(
              (container, revision) ->
                  all.put(
                      container,
                      resource(
                          "cloud_run_revision",
                          Map.of("service_name", service.name(), "revision_name", revision))));
    }
    stage
        .jobs()
        .forEach(
            job ->
                job.executions().stream()
                    .flatMap(execution -> execution.attempts().stream())
                    .forEach(
                        attempt ->
                            all.put(
                                attempt,
                                resource("cloud_run_job", Map.of("job_name", job.name())))));
    return all;
  }

  private static Map<String, Object> resource(String type, Map<String, String> names) {
    Map<String, String> labels = new LinkedHashMap<>(names);
    labels.put("project_id", PROJECT);
    labels.put("location", REGION);
    return Map.of("type", type, "labels", labels);
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
