// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.serve.Training;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.train.Launches;
import dev.lsml.core.train.StepListener;
import dev.lsml.core.train.TrainingIntake;
import dev.lsml.core.train.TrainingLauncher;
import dev.lsml.core.train.TrainingLauncherProvider;
import dev.lsml.core.train.TrainingPolicy;
import dev.lsml.core.train.TrainingStatus;
import dev.lsml.core.version.TrainingRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Training in a job that this process starts and does not wait for. All is done within the requests
 * that ask for it. Thread-safe.
 */
final class LaunchedTraining implements Training {
  private final Assembly parts;
  private final Launches launches;
  private final Set<ProjectUid> met = ConcurrentHashMap.newKeySet();
  private @Nullable TrainingIntake intake;

  /**
   * Finds the launcher of the job.
   *
   * @throws IllegalStateException when nothing on the class path knows such a job
   */
  LaunchedTraining(Assembly parts, String job) {
    this.parts = parts;
    this.launches =
        new Launches(
            parts.edges.reader(),
            parts::documents,
            launcher(job, parts.settings.environment()),
            parts.edges.clock());
  }

  private static TrainingLauncher launcher(String job, Map<String, String> environment) {
    List<String> forms = new ArrayList<>();
    for (TrainingLauncherProvider provider : ServiceLoader.load(TrainingLauncherProvider.class)) {
      if (provider.knows(job)) {
        return provider.launcher(job, environment);
      }
      forms.add(provider.form());
    }
    throw new IllegalStateException(
        "LSML_TRAINING_JOB="
            + job
            + " is no job that this backend can start; it knows "
            + (forms.isEmpty()
                ? "none, since those of Google come with lsml-gcp-function and those of AWS with"
                    + " lsml-aws-lambda, and neither is on the class path"
                : "the form " + String.join(", ", forms))
            + ". Unset it to train in a thread of this process.");
  }

  @Override
  public @Nullable TrainingRequest event(ProjectUid project, WebhookEvent event)
      throws StoreException {
    TrainingRequest request = intake().accept(project, event);
    if (request == null) {
      launches.look(project);
    }
    return request;
  }

  /** Sees to what was left to do, once per process: this may be a new one. */
  @Override
  public void met(ProjectUid project) {
    if (met.add(project)) {
      launches.look(project);
    }
  }

  @Override
  public TrainingStatus status(ProjectUid project) throws StoreException {
    return TrainingStatus.read(parts.edges.reader(), project);
  }

  @Override
  public void close() {
    // What was started goes on by itself.
  }

  /** Made with the first event, since it opens the store to write. */
  private synchronized TrainingIntake intake() {
    TrainingIntake made = intake;
    if (made == null) {
      made =
          new TrainingIntake(
              new TrainingPolicy(parts.settings.trainEvery(), parts.settings.trainQuiet()),
              parts.documents(),
              launches,
              parts.edges.clock(),
              StepListener.NONE);
      intake = made;
    }
    return made;
  }
}
