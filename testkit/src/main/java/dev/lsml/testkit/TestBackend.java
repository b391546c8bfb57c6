// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import dev.lsml.core.Backend;
import dev.lsml.core.Edges;
import dev.lsml.core.config.Settings;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.train.TrainingData;
import dev.lsml.core.train.TrainingStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model behind a whole backend in memory, for tests of the model. Calls take the way that Label
 * Studio's take, through routes, JSON, checks and versions; only the network and Label Studio are
 * not there:
 *
 * <pre>{@code
 * try (TestBackend backend = TestBackend.of(ReviewModel.class, CONFIG)) {
 *   Prediction before = backend.predict(TestTasks.task("text", "Great"));
 *   backend.fit(reviews);
 *   PredictionAssert.assertThat(backend.predict(TestTasks.task("text", "Great")))
 *       .labels("sentiment").containsExactly("Positive");
 * }
 * }</pre>
 *
 * <p>What a backend in service only logs, so as to serve the rest, fails the test here: a task for
 * which the model throws, and a region that Label Studio would not show.
 *
 * <p>Used by one thread. Errors of the backend are {@link AssertionError}s with its message.
 */
public final class TestBackend implements AutoCloseable {
  /** Longer than any training of a test. */
  private static final int FIT_MINUTES = 30;

  private final ModelType type;
  private final Settings settings;
  private final Path folder;
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final AtomicLong ids = new AtomicLong();
  private final BlockingQueue<TrainingStep> ends = new LinkedBlockingQueue<>();
  private volatile List<Task> labelled = List.of();
  private LabelConfig config;
  private @Nullable Object extraParams;
  private Backend backend;
  private BackendCalls calls;

  private TestBackend(ModelType type, String labelConfig, Map<String, String> environment) {
    this.type = type;
    this.config = LabelConfig.parse(labelConfig);
    try {
      this.folder = Files.createTempDirectory("lsml-test");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the test", e);
    }
    Map<String, String> all = new HashMap<>(environment);
    all.put("LSML_STORE", folder.toUri().toString());
    this.settings = Settings.of(all);
    this.backend = open();
    this.calls = new BackendCalls(backend);
    calls.setup(config.xml(), extraParams);
  }

  /**
   * Starts a backend with a model and sets up a project with a label config.
   *
   * @throws IllegalStateException when the class cannot be a model; says why
   * @throws dev.lsml.core.labelconfig.LabelConfigException when the label config is wrong
   */
  public static TestBackend of(Class<? extends LabelStudioModel> model, String labelConfig) {
    return of(model, labelConfig, Map.of());
  }

  /**
   * Starts a backend with settings; see {@link #of(Class, String)}.
   *
   * @param environment such as {@code LSML_ALLOW_HOSTS}; the process's own is not looked at
   */
  public static TestBackend of(
      Class<? extends LabelStudioModel> model,
      String labelConfig,
      Map<String, String> environment) {
    return new TestBackend(ModelType.of(model), labelConfig, environment);
  }

  /**
   * Starts a backend with the model that the class path names, as the server does; see {@link
   * #of(Class, String)}.
   */
  public static TestBackend discover(String labelConfig) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return new TestBackend(ModelType.discover(loader), labelConfig, Map.of());
  }

  /** The project's label config, whose controls the builders of predictions ask for. */
  public LabelConfig labelConfig() {
    return config;
  }

  /**
   * Somebody saves the project's label config or the model's extra params in Label Studio.
   *
   * @param newExtraParams a JSON value, {@code null} for none
   */
  public void setup(String labelConfig, @Nullable Object newExtraParams) {
    config = LabelConfig.parse(labelConfig);
    extraParams = newExtraParams;
    calls.setup(labelConfig, newExtraParams);
  }

  /** The version in force, as {@code /setup} answers it. */
  public String modelVersion() {
    return calls.setup(config.xml(), extraParams);
  }

  /** Asks for the prediction of a task. */
  public Prediction predict(Task task) {
    return predict(List.of(task)).get(0);
  }

  /** Asks for the predictions of a batch of tasks; one for each, in their order. */
  public List<Prediction> predict(List<Task> tasks) {
    return calls.predict(config.xml(), tasks, null);
  }

  /** An annotator has drawn something with a smart tool, and asks what the model makes of it. */
  public Prediction predictInteractive(Task task, Region... drawn) {
    return calls.predict(config.xml(), List.of(task), List.of(drawn)).get(0);
  }

  /**
   * Presses "Start training", waits for the end, and takes up service again as a new process with
   * the new version.
   *
   * @param tasks what people have annotated; cleaned before the model gets them, as tasks from
   *     Label Studio are
   * @return the figures that the model reported
   * @throws AssertionError when no new version comes of it; says why
   */
  public Map<String, @Nullable Object> fit(List<AnnotatedTask> tasks) {
    labelled = TestTasks.asStored(tasks);
    ends.clear();
    calls.startTraining(tasks.size());
    try {
      if (ends.poll(FIT_MINUTES, TimeUnit.MINUTES) == null) {
        throw new AssertionError("fit has not ended in " + FIT_MINUTES + " minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for fit", e);
    }
    JsonView status = calls.status();
    if (!"published".equals(status.get("last_run").get("end").value())) {
      throw new AssertionError(
          "fit led to no new version: " + status.get("last_run").get("message").value());
    }
    restart();
    return status.get("versions").items().get(0).get("metrics").object();
  }

  /** Ends the process and starts another, which finds what the first has stored. */
  public void restart() {
    backend.close();
    backend = open();
    calls = new BackendCalls(backend);
  }

  /** The backend itself, for requests that a test makes up. */
  public HttpHandler http() {
    return backend;
  }

  /** Ends the backend and deletes its files. */
  @Override
  public void close() {
    backend.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // A thread of the backend was still loading a version; the rest stays with the system's
      // temporary files.
    }
  }

  private Backend open() {
    Edges edges =
        new Edges(
                store,
                () -> store,
                folder,
                Clock.systemUTC(),
                System::nanoTime,
                () -> "id-" + ids.incrementAndGet())
            .withTraining(
                project -> new TrainingData(config, List.of(labelled).iterator()),
                (project, step) -> {
                  if (step == TrainingStep.PUBLISHED || step == TrainingStep.GIVEN_BACK) {
                    ends.add(step);
                  }
                });
    return Backend.open(settings, type, edges);
  }
}
