// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text classifier in ONNX: from a text to the probability of each class. Thread-safe, as ONNX
 * Runtime's sessions are; holds native memory until it is closed.
 */
final class TextModel implements AutoCloseable {
  private final OrtSession session;
  private final ModelInput input;
  private final ModelOutput output;
  private final List<String> classes;
  private final boolean givesProbabilities;

  private TextModel(
      OrtSession session,
      ModelInput input,
      ModelOutput output,
      List<String> classes,
      boolean givesProbabilities) {
    this.session = session;
    this.input = input;
    this.output = output;
    this.classes = classes;
    this.givesProbabilities = givesProbabilities;
  }

  /**
   * Loads a model and tries it, so that what does not fit is found out now.
   *
   * @param lengths those of the texts that it will be asked about, at least one
   * @throws ModelException when it cannot be used
   * @throws IOException when its files cannot be read
   */
  static TextModel load(ModelFiles files, List<Lengths> lengths)
      throws ModelException, IOException {
    Path folder = Files.createTempDirectory("onnx-text");
    try {
      Path model = files.copy(ModelFiles.MODEL, folder);
      if (model == null) {
        throw new ModelException(
            "There is no model",
            files + " has no " + ModelFiles.MODEL,
            "Put it there, and its " + ModelFiles.VOCABULARY + " beside it");
      }
      files.copy(ModelFiles.WEIGHTS, folder);
      Path words = files.copy(ModelFiles.VOCABULARY, folder);
      Path names = files.copy(ModelFiles.CLASSES, folder);
      return open(
          model,
          words == null ? null : Vocabulary.read(words),
          names == null ? null : Vocabulary.lines(names),
          lengths);
    } finally {
      delete(folder); // all is in memory
    }
  }

  private static TextModel open(
      Path model,
      @Nullable Vocabulary vocabulary,
      @Nullable List<String> names,
      List<Lengths> lengths)
      throws ModelException {
    OrtSession session = session(model);
    try {
      ModelInput input = ModelInput.of(session.getInputInfo().values(), vocabulary);
      ModelOutput output = ModelOutput.of(session.getOutputInfo().values());
      int count = 0;
      boolean probabilities = true;
      for (Lengths each : lengths) {
        input.check(each);
        double[] row = tried(session, input, output, each);
        probabilities &= ModelOutput.isDistribution(row);
        count = row.length;
      }
      return new TextModel(session, input, output, classes(count, names), probabilities);
    } catch (OrtException e) {
      throw closed(session, OrtRemedies.of("The model cannot be read", e));
    } catch (ModelException e) {
      throw closed(session, e);
    }
  }

  private static ModelException closed(OrtSession session, ModelException e) {
    try {
      session.close();
    } catch (OrtException suppressed) {
      e.addSuppressed(suppressed);
    }
    return e;
  }

  private static OrtSession session(Path model) throws ModelException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // A batch is split over the cores before it comes here.
      options.setIntraOpNumThreads(1);
      return environment.createSession(model.toString(), options);
    } catch (OrtException e) {
      throw OrtRemedies.of("The model cannot be loaded", e);
    }
  }

  private static double[] tried(
      OrtSession session, ModelInput input, ModelOutput output, Lengths lengths)
      throws ModelException {
    double[] row;
    try (OnnxTensor sample = input.sample(lengths)) {
      row = run(session, input, output, sample);
    } catch (OrtException e) {
      throw new ModelException(
          "The model fails on a text of " + lengths.least() + " words",
          OrtRemedies.said(e),
          "If it needs longer texts, say so with model_min_tokens=\"7\" on the Choices tag; if an"
              + " index is out of bounds, "
              + ModelFiles.VOCABULARY
              + " has more lines than the model has words",
          e);
    }
    for (double value : row) {
      if (!Double.isFinite(value)) {
        throw new ModelException(
            "The model fails on a text of " + lengths.least() + " words",
            "it gives " + value,
            "If it needs longer texts, say so with model_min_tokens=\"7\" on the Choices tag");
      }
    }
    return row;
  }

  private static double[] run(
      OrtSession session, ModelInput input, ModelOutput output, OnnxTensor text)
      throws OrtException {
    try (OrtSession.Result result =
        session.run(Map.of(input.name(), text), Set.of(output.name()))) {
      return ModelOutput.row(result.get(0));
    }
  }

  private static List<String> classes(int count, @Nullable List<String> names)
      throws ModelException {
    if (count < 2) {
      throw new ModelException(
          "The model does not give scores of classes",
          "it gives " + count + " number for a text",
          "Export it with one output for each class; where it gives the probability p of one class"
              + " only, with 1-p and p");
    }
    if (names == null) {
      List<String> numbers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        numbers.add(Integer.toString(i));
      }
      return numbers;
    }
    if (names.size() != count) {
      throw new ModelException(
          "The model's classes are not clear",
          "it has " + count + " classes, and " + ModelFiles.CLASSES + " has " + names.size(),
          "Write the name of each class into that file, a line each, in the order of the outputs");
    }
    return List.copyOf(names);
  }

  /** The names of its classes; numbers from 0 where it came without names. */
  List<String> classes() {
    return classes;
  }

  /**
   * The probability of each class.
   *
   * @return {@code null} when the model knows none of the text's words
   */
  double @Nullable [] probabilities(String text, Lengths lengths) throws OrtException {
    try (OnnxTensor tensor = input.tensor(text, lengths)) {
      if (tensor == null) {
        return null;
      }
      double[] row = run(session, input, output, tensor);
      return givesProbabilities ? row : ModelOutput.softmax(row);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (java.nio.file.FileSystemException e) {
      // Windows keeps a file that is mapped into memory; it is among the temporary ones.
    }
  }
}
