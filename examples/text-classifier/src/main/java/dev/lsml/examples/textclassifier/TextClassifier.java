// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses labels for texts and learns from the annotations: for every {@code Choices} on a {@code
 * Text} of the label config, single or {@code choice="multiple"}.
 *
 * <p>Names and labels come from the label config, so that any project with such a control will do.
 * Before the first training a label named in the text is chosen, else the first one, with a score
 * of at most one half. Immutable, hence thread-safe.
 */
public final class TextClassifier implements TrainableModel {
  private final ModelContext context;
  private final List<Asked> asked = new ArrayList<>();

  /**
   * Reads the label config and, if there was a training, what it left in the version's files.
   *
   * @throws IOException when those files cannot be read
   */
  public TextClassifier(ModelContext context) throws IOException {
    this.context = context;
    Path files = context.files();
    Map<String, LinearModel> learned =
        files == null ? Map.of() : WeightsReader.read(files.resolve(WeightsFile.NAME));
    for (Question question : Question.in(context.labelConfig())) {
      LinearModel model = learned.get(question.name());
      asked.add(
          new Asked(
              question,
              new Chooser(question.labels(), question.shownLabels(), question.multiple(), model)));
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
    double score = 1;
    boolean hasText = false;
    for (Asked each : asked) {
      String text = text(each.question, task);
      if (!text.isBlank()) {
        hasText = true;
        Chooser.Choice choice = each.chooser.choose(text);
        score = Math.min(score, choice.score());
        if (!choice.labels().isEmpty()) {
          answers.add(each.question.answer(choice.labels()).score(choice.score()));
        }
      }
    }
    return hasText ? Predictions.of(answers).score(score).prediction() : Prediction.empty();
  }

  /** Learns every question of the label config anew from all annotations. */
  @Override
  public Map<String, @Nullable Object> fit(List<AnnotatedTask> tasks, FitContext fitContext)
      throws IOException {
    List<Question> questions = Question.in(fitContext.labelConfig());
    if (questions.isEmpty()) {
      throw new IllegalStateException("Cannot train: " + nothingToDo(fitContext.labelConfig()));
    }
    Map<String, LinearModel> learned = new LinkedHashMap<>();
    Map<String, @Nullable Object> trainOutput = new LinkedHashMap<>();
    for (Question question : questions) {
      List<Example> examples = examples(question, tasks);
      fitContext.log(question.name() + ": " + examples.size() + " examples");
      if (!examples.isEmpty()) {
        learned.put(question.name(), Trainer.train(examples, question.labels()));
        trainOutput.put(question.name() + ".examples", examples.size());
      }
      report(question, examples, tasks.size() - examples.size(), fitContext);
    }
    if (learned.isEmpty()) {
      Question first = questions.get(0);
      throw new IllegalStateException(
          "Cannot train: none of the "
              + tasks.size()
              + " annotated tasks has a text and a choice for "
              + first.control()
              + (questions.size() == 1 ? "" : " or any other Choices")
              + ". Label some tasks, and check that "
              + first.object()
              + " names a key of their data.");
    }
    WeightsFile.write(fitContext.workFolder().resolve(WeightsFile.NAME), learned);
    return trainOutput;
  }

  private List<Example> examples(Question question, List<AnnotatedTask> tasks) {
    List<Example> examples = new ArrayList<>();
    for (AnnotatedTask annotated : tasks) {
      Set<String> chosen = question.chosen(annotated.annotation());
      // No choice at all is an answer only where several are possible.
      if (!chosen.isEmpty() || question.multiple()) {
        String text = text(question, annotated.task());
        if (!text.isBlank()) {
          examples.add(new Example(text, chosen));
        }
      }
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
    HoldOut.measure(examples, question.labels(), question.multiple())
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
    System.getLogger(TextClassifier.class.getName()).log(Level.WARNING, message);
  }
}
