// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import ai.onnxruntime.OrtException;
import dev.lsml.core.labelconfig.LabelMap;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Predictions;
import dev.lsml.core.result.RegionBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers every {@code Choices} on a {@code Text} with a text classifier in ONNX that was trained
 * elsewhere, in PyTorch for instance. Which choice stands for which class of the model is said by
 * {@code predicted_values} in the label config, or by equal names. Thread-safe.
 */
public final class OnnxText implements LabelStudioModel {
  static {
    // The server loads this class when it starts, but makes a model at the first prediction only.
    ModelFiles.warnIfNone(System.getenv(), OnnxText.class.getClassLoader());
  }

  private final ModelContext context;
  private final TextModel model;
  private final List<Asked> asked = new ArrayList<>();

  /**
   * Loads the model and checks that it fits the label config.
   *
   * @throws dev.lsml.core.labelconfig.LabelConfigException when the label config asks nothing that
   *     the model could answer
   * @throws Exception when there is no model or it cannot be used; says what to do
   */
  public OnnxText(ModelContext context) throws Exception {
    this(context, System.getenv());
  }

  OnnxText(ModelContext context, Map<String, String> environment)
      throws ModelException, IOException, OrtException {
    this.context = context;
    List<Question> questions = Question.in(context.labelConfig());
    this.model =
        TextModel.load(
            ModelFiles.of(environment, context.extraParams(), OnnxText.class.getClassLoader()),
            questions.stream().map(Question::lengths).toList());
    try {
      for (Question question : questions) {
        asked.add(new Asked(question, question.labels(model.classes())));
      }
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** A question, and which label of it stands for which class. */
  private record Asked(Question question, LabelMap labels) {}

  /**
   * Answers every question of the label config. A prediction's score is that of its least certain
   * answer; a task without text gets no answer, nor does one whose class has no label.
   */
  @Override
  public List<Prediction> predict(List<Task> tasks, PredictContext predictContext)
      throws OrtException {
    List<Prediction> predictions = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      predictions.add(predict(task));
    }
    return predictions;
  }

  /**
   * One text at a time: in a batch, a text's padding and so its score would depend on the others.
   */
  private Prediction predict(Task task) throws OrtException {
    List<RegionBuilder> regions = new ArrayList<>();
    double score = 1;
    for (Asked each : asked) {
      Question question = each.question;
      String text = question.text(task, context);
      double[] probabilities =
          text == null || text.isBlank() ? null : model.probabilities(text, question.lengths());
      Question.Answer answer =
          probabilities == null
              ? null
              : question.answer(probabilities, model.classes(), each.labels);
      if (answer != null) {
        regions.add(answer.region().score(answer.score()));
        score = Math.min(score, answer.score());
      }
    }
    return regions.isEmpty()
        ? Prediction.empty()
        : Predictions.of(regions).score(score).prediction();
  }

  @Override
  public void close() throws OrtException {
    model.close();
  }
}
