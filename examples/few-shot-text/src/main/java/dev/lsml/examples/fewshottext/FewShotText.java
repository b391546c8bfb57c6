// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import dev.lsml.core.files.TaskFileException;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Predictions;
import dev.lsml.core.result.RegionBuilder;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Chooses labels for texts by what they mean, and learns from a handful of annotations: for every
 * {@code Choices} on a {@code Text} of the label config, single or {@code choice="multiple"}.
 *
 * <p>An embedding model that never changes turns a text into a vector; a training fits a linear
 * head on the vectors of the annotated texts. Before the first training the label whose name is
 * closest to the text is chosen. Immutable, hence thread-safe.
 */
public final class FewShotText implements TrainableModel {
  private final ModelContext context;
  private final List<Asked> asked = new ArrayList<>();

  /**
   * Reads the label config and, if there was a training, what it left in the version's files. The
   * embedding model is not loaded yet.
   *
   * @throws IOException when those files cannot be read
   */
  public FewShotText(ModelContext context) throws IOException {
    this.context = context;
    Path files = context.files();
    Map<String, Head> fitted =
        files == null ? Map.of() : HeadFile.read(files.resolve(HeadFile.NAME));
    for (Question question : Question.in(context.labelConfig())) {
      Head head = fitted.get(question.name());
      asked.add(
          new Asked(
              question,
              new Chooser(question.labels(), question.shownLabels(), question.multiple(), head)));
    }
    if (asked.isEmpty()) {
      log("Every prediction will be empty: " + nothingToDo(context.labelConfig()));
    }
  }

  /** A question and what chooses its answer. */
  private record Asked(Question question, Chooser chooser) {}

  /**
   * Answers every question of the label config. A prediction's score is that of its least certain
   * answer; a task without text gets no answer.
   */
  @Override
  public List<Prediction> predict(List<Task> tasks, PredictContext predictContext) {
    List<Prediction> predictions = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      predictions.add(predict(task));
    }
    return predictions;
  }

  private Prediction predict(Task task) {
    List<RegionBuilder> answers = new ArrayList<>();
    Map<String, float[]> vectors = new HashMap<>(); // of one text, most often
    double score = 1;
    for (Asked each : asked) {
      String text = text(each.question, task);
      if (!text.isBlank()) {
        float[] vector = vectors.computeIfAbsent(text, any -> Sentences.shared().of(any));
        Chooser.Choice choice = each.chooser.choose(vector);
        score = Math.min(score, choice.score());
        if (!choice.labels().isEmpty()) {
          answers.add(each.question.answer(choice.labels()).score(choice.score()));
        }
      }
    }
    return vectors.isEmpty()
        ? Prediction.empty()
        : Predictions.of(answers).score(score).prediction();
  }

  /** Fits a head for every question of the label config anew, on all annotations. */
  @Override
  public Map<String, @Nullable Object> fit(List<AnnotatedTask> tasks, FitContext fitContext)
      throws IOException {
    List<Question> questions = Question.in(fitContext.labelConfig());
    if (questions.isEmpty()) {
      throw new IllegalStateException("Cannot train: " + nothingToDo(fitContext.labelConfig()));
    }
    Map<String, Head> fitted = new LinkedHashMap<>();
    for (Question question : questions) {
      List<Example> examples = examples(question, tasks);
      fitContext.log(question.name() + ": " + examples.size() + " examples");
      if (!examples.isEmpty()) {
        fitted.put(question.name(), Trainer.fit(examples, question.labels()));
      }
      report(question, examples, tasks.size() - examples.size(), fitContext);
    }
    if (fitted.isEmpty()) {
      throw new IllegalStateException(
          "Cannot train: none of the "
              + tasks.size()
              + " annotated tasks has a text and a choice. Label some tasks, and check that "
              + questions.get(0).object()
              + " names a key of their data.");
    }
    HeadFile.write(fitContext.workFolder().resolve(HeadFile.NAME), fitted);
    return Map.of();
  }

  private List<Example> examples(Question question, List<AnnotatedTask> tasks) {
    List<String> texts = new ArrayList<>();
    List<SortedSet<String>> answers = new ArrayList<>();
    for (AnnotatedTask annotated : tasks) {
      Set<String> chosen = question.chosen(annotated.annotation());
      // No choice at all is an answer only where several are possible.
      if (!chosen.isEmpty() || question.multiple()) {
        String text = text(question, annotated.task());
        if (!text.isBlank()) {
          texts.add(text);
          answers.add(new TreeSet<>(chosen));
        }
      }
    }
    List<float[]> vectors = Sentences.shared().all(texts);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      examples.add(new Example(texts.get(i), vectors.get(i), answers.get(i)));
    }
    return examples;
  }

  /** The text, blank where there is none: one that cannot be fetched is not to stop the others. */
  private String text(Question question, Task task) {
    try {
      String text = question.text(task, context);
      return text == null ? "" : text;
    } catch (TaskFileException e) {
      log("A text is left out: " + e.getMessage());
      return "";
    }
  }

  private static void report(
      Question question, List<Example> examples, int leftOut, FitContext fitContext) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String label : question.labels()) {
      counts.put(label, 0);
    }
    for (Example example : examples) {
      for (String label : example.labels()) {
        counts.merge(label, 1, Integer::sum);
      }
    }
    String prefix = question.name() + ".";
    fitContext.metric(prefix + "examples", examples.size());
    fitContext.metric(prefix + "left_out", leftOut);
    fitContext.metric(prefix + "labels", counts);
    CrossCheck.measure(examples, question.labels(), question.multiple())
        .forEach((name, value) -> fitContext.metric(prefix + name, value));
  }

  private static String nothingToDo(LabelConfig config) {
    return "the label config has no Choices with labels on a Text. "
        + (config.controls().isEmpty()
            ? "It has no controls at all."
            : "Its controls are " + config.controls().values() + ".")
        + " Add, for instance, <Text name=\"text\" value=\"$text\"/> <Choices name=\"label\""
        + " toName=\"text\"><Choice value=\"A\"/><Choice value=\"B\"/></Choices>.";
  }

  private static void log(String message) {
    // Only now, since a first prediction is faster without loading the logging classes.
    System.getLogger(FewShotText.class.getName()).log(Level.WARNING, message);
  }
}
