// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.model.FitContext;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.TrainingRequest;
import dev.lsml.testkit.Fault;
import dev.lsml.testkit.FaultPlan;
import dev.lsml.testkit.ScriptedFaultStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** One backend process of a {@link TrainingWorld}, which a test can kill. */
final class TrainingProcess {
  /** The end of a process at a named step. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(TrainingStep step) {
      super("killed at " + step);
    }
  }

  private final TrainingWorld world;
  private final String name;
  private final ScriptedFaultStore store;
  private final Documents documents;
  private final List<TrainingStep> passed = new ArrayList<>();
  private final List<String> woken = new ArrayList<>();
  private final AtomicReference<Runnable> heartbeat = new AtomicReference<>(() -> {});
  private volatile boolean killed;
  TrainingPolicy policy = new TrainingPolicy(10, Duration.ZERO);
  FaultPlan faults = FaultPlan.none();
  StepListener onStep = StepListener.NONE;
  TrainingSource source;
  Trainer trainer = this::fit;

  TrainingProcess(TrainingWorld world, String name, ObjectStore view) {
    this.world = world;
    this.name = name;
    this.source = world::data;
    this.store =
        new ScriptedFaultStore(view, call -> killed ? Fault.CRASH_BEFORE : faults.faultOf(call));
    this.documents = new Documents(store, world::freshId);
  }

  ScriptedFaultStore store() {
    return store;
  }

  Documents documents() {
    return documents;
  }

  List<TrainingStep> passed() {
    return passed;
  }

  /** Looks asked for, such as {@code 12.1696257600 in PT0S}. */
  List<String> woken() {
    return woken;
  }

  /** Kills the process the so manieth time it passes a step. */
  TrainingProcess killedAt(TrainingStep step, int time) {
    onStep =
        (project, at) -> {
          if (at == step && passed.stream().filter(step::equals).count() == time) {
            killed = true;
            throw new Killed(step);
          }
        };
    return this;
  }

  TrainingIntake intake() {
    return new TrainingIntake(policy, documents, this::wake, world.clock, this::step);
  }

  TrainingOptions options() {
    return new TrainingOptions(
        name,
        "counter",
        "code 1",
        world.keep,
        world.folder.resolve("work"),
        Duration.ofMinutes(1),
        world.attempts,
        Duration.ofSeconds(30),
        text -> text.replace("hunter2", "***"));
  }

  TrainingRunner runner() {
    return new TrainingRunner(
        documents,
        project -> source.fetch(project),
        (tasks, context) -> trainer.fit(tasks, context),
        options(),
        world.clock,
        (period, task) -> {
          heartbeat.set(task);
          return () -> heartbeat.set(() -> {});
        },
        this::step);
  }

  /** Renews the lease of the run under way, as the heartbeat's thread would. */
  void beat() {
    heartbeat.get().run();
  }

  Map<String, Object> fit(List<?> tasks, FitContext context) throws Exception {
    world.fits.incrementAndGet();
    Path folder = context.workFolder();
    String learned = Integer.toString(tasks.size());
    Files.writeString(folder.resolve("weights.txt"), learned);
    Files.createDirectories(folder.resolve("deep"));
    Files.writeString(folder.resolve("deep/words.txt"), learned);
    context.metric("accuracy", 0.5);
    return Map.of("learned", learned);
  }

  private void wake(ProjectUid project, TrainingRequest request) {
    woken.add(project + " in " + Duration.between(world.clock.instant(), request.dueAt()));
  }

  private void step(ProjectUid project, TrainingStep step) {
    passed.add(step);
    onStep.passed(project, step);
  }
}
