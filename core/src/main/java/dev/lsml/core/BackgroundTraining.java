// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import dev.lsml.core.config.Settings;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.serve.Projects;
import dev.lsml.core.serve.Training;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.train.LabelStudioSource;
import dev.lsml.core.train.LocalWorker;
import dev.lsml.core.train.StepListener;
import dev.lsml.core.train.Ticker;
import dev.lsml.core.train.TrainingIntake;
import dev.lsml.core.train.TrainingOptions;
import dev.lsml.core.train.TrainingPolicy;
import dev.lsml.core.train.TrainingRunner;
import dev.lsml.core.train.TrainingSource;
import dev.lsml.core.train.TrainingStatus;
import dev.lsml.core.train.TrainingStep;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.TrainingRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Training in a background thread of the serving process. Thread-safe. */
final class BackgroundTraining implements Training {
  private final Edges edges;
  private final LocalWorker worker;
  private final TrainingIntake intake;

  BackgroundTraining(
      Settings settings,
      ModelType type,
      Edges edges,
      Projects projects,
      Function<ProjectUid, LabelStudioClient> clients) {
    this.edges = edges;
    Documents documents = new Documents(edges.store(), edges.ids());
    TrainingSource elsewhere = edges.labelled();
    TrainingRunner runner =
        new TrainingRunner(
            documents,
            elsewhere == null ? new LabelStudioSource(clients) : elsewhere,
            (tasks, context) -> {
              try (LabelStudioModel model =
                  projects.instanceToTrain(context.project(), context.labelConfig())) {
                return ((TrainableModel) model).fit(tasks, context);
              }
            },
            TrainingOptions.of(
                "process " + ProcessHandle.current().pid(),
                type.name(),
                type.codeVersion(),
                settings.keepVersions(),
                edges.cache().resolve("training")),
            edges.clock(),
            Ticker.onThreads(),
            (project, step) -> {
              if (step == TrainingStep.PUBLISHED) {
                projects.refresh(project); // rather than at the next look at the store
              }
              edges.steps().passed(project, step);
            });
    this.worker = new LocalWorker(runner, documents, edges.clock());
    this.intake =
        new TrainingIntake(
            new TrainingPolicy(settings.trainEvery(), settings.trainQuiet()),
            documents,
            worker,
            edges.clock(),
            StepListener.NONE);
    worker.start();
  }

  @Override
  public @Nullable TrainingRequest event(ProjectUid project, WebhookEvent event)
      throws StoreException {
    return intake.accept(project, event);
  }

  @Override
  public TrainingStatus status(ProjectUid project) throws StoreException {
    return TrainingStatus.read(edges.reader(), project);
  }

  @Override
  public void close() {
    worker.close();
  }
}
