// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.serve.Training;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.train.LocalWorker;
import dev.lsml.core.train.StepListener;
import dev.lsml.core.train.TrainingIntake;
import dev.lsml.core.train.TrainingPolicy;
import dev.lsml.core.train.TrainingStatus;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.TrainingRequest;
import org.jspecify.annotations.Nullable;

/** Training in a background thread of the serving process. Thread-safe. */
final class BackgroundTraining implements Training {
  private final Edges edges;
  private final LocalWorker worker;
  private final TrainingIntake intake;

  BackgroundTraining(Assembly parts) {
    this.edges = parts.edges;
    Documents documents = parts.documents();
    this.worker =
        new LocalWorker(
            () -> parts.runner("process " + ProcessHandle.current().pid(), true),
            documents,
            edges.clock());
    this.intake =
        new TrainingIntake(
            new TrainingPolicy(parts.settings.trainEvery(), parts.settings.trainQuiet()),
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
