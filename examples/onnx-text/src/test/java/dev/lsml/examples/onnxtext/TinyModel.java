// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real ONNX model of a few hundred bytes, and its vocabulary: the mean of the words' weights,
 * through a linear layer and a softmax. It takes "wonderful" for positive and "awful" for negative.
 * Field numbers are those of onnx.proto.
 */
public final class TinyModel {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int STRING = 8;

  private static final List<String> WORDS =
      List.of("<unk>", "<pad>", "wonderful", "awful", "a", "film", ".");
  private static final float[] WEIGHTS = {0, 0, 0, 0, -4, 4, 4, -4, 0, 0, 0, 0, 0, 0};

  private final List<Proto> nodes = new ArrayList<>();
  private final List<Proto> weights = new ArrayList<>();
  private final List<Proto> inputs = new ArrayList<>();
  private final List<Proto> outputs = new ArrayList<>();
  private int opset = 17;
  private int irVersion = 8;
  private String words = String.join("\n", WORDS) + "\n";
  private String classes = "Negative\nPositive\n";

  private TinyModel() {}

  /** The model as described, with the classes Negative and Positive in this order. */
  public static TinyModel sentiment() {
    return sentiment(new long[] {-1, -1}, true);
  }

  /** The same with another shape of its input, such as a fixed length, or without the softmax. */
  static TinyModel sentiment(long[] inputShape, boolean softmax) {
    TinyModel model = new TinyModel();
    model.inputs.add(value("words", INT64, inputShape));
    model.weights.add(tensor("weights", WEIGHTS, WORDS.size(), 2));
    model.nodes.add(node("Gather", "weights words -> found"));
    boolean isBatch = inputShape.length > 1;
    model.nodes.add(
        node("ReduceMean", "found -> mean")
            .message(5, attribute("axes", 7).number(8, isBatch ? 1 : 0))
            .message(5, attribute("keepdims", 2).number(3, isBatch ? 0 : 1)));
    return model.head("mean", softmax);
  }

  /**
   * A model that takes the text itself, as scikit-learn's do; a text of one word, in whatever case.
   *
   * @param locale whose rules say what lower case is
   */
  static TinyModel ofText(String locale) {
    TinyModel model = new TinyModel();
    model.words = null;
    model.inputs.add(value("text", STRING, 1, 1));
    model.nodes.add(
        node("StringNormalizer", "text -> lower")
            .message(5, attribute("case_change_action", 3).text(4, "LOWER"))
            .message(5, attribute("locale", 3).text(4, locale)));
    model.nodes.add(
        node("LabelEncoder", "lower -> number")
            .text(7, "ai.onnx.ml")
            .message(5, attribute("keys_strings", 8).text(9, "wonderful", "awful"))
            .message(5, attribute("values_floats", 6).floats(7, 1, -1)));
    model.weights.add(tensor("row", new float[] {-4, 4}, 1, 2));
    model.nodes.add(node("MatMul", "number row -> mean"));
    return model.head("mean", true);
  }

  private TinyModel head(String mean, boolean softmax) {
    weights.add(tensor("layer", new float[] {1, 0, 0, 1}, 2, 2));
    weights.add(tensor("bias", new float[] {0, 0}, 2));
    nodes.add(node("Gemm", mean + " layer bias -> " + (softmax ? "logits" : "scores")));
    if (softmax) {
      nodes.add(node("Softmax", "logits -> scores").message(5, attribute("axis", 2).number(3, 1)));
    }
    outputs.add(value("scores", FLOAT, -1, 2));
    return this;
  }

  TinyModel opset(int number) {
    opset = number;
    return this;
  }

  TinyModel irVersion(int number) {
    irVersion = number;
    return this;
  }

  /** Another vocabulary, {@code null} for none. */
  TinyModel words(String text) {
    words = text;
    return this;
  }

  /** Other names of classes, {@code null} for none. */
  TinyModel classes(String text) {
    classes = text;
    return this;
  }

  /** One more input, which nothing needs. */
  TinyModel withInput(String name, long... shape) {
    inputs.add(value(name, INT64, shape));
    return this;
  }

  /** Gives the logits of every text, and no scores. */
  TinyModel onlyOutput(String name, long... shape) {
    outputs.clear();
    outputs.add(value(name, FLOAT, shape));
    return this;
  }

  /** Gives this beside the scores. */
  TinyModel withOutput(String name, long... shape) {
    outputs.add(value(name, FLOAT, shape));
    return this;
  }

  /** Writes the model's files into a folder, which is made. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("model.onnx"), bytes());
    if (words != null) {
      Files.writeString(folder.resolve("vocabulary.txt"), words);
    }
    if (classes != null) {
      Files.writeString(folder.resolve("classes.txt"), classes);
    }
  }

  byte[] bytes() {
    Proto graph =
        new Proto()
            .message(1, nodes.toArray(Proto[]::new))
            .text(2, "tiny")
            .message(5, weights.toArray(Proto[]::new))
            .message(11, inputs.toArray(Proto[]::new))
            .message(12, outputs.toArray(Proto[]::new));
    return new Proto()
        .number(1, irVersion)
        .message(7, graph)
        .message(8, new Proto().text(1, "").number(2, opset))
        .message(8, new Proto().text(1, "ai.onnx.ml").number(2, 3))
        .bytes();
  }

  private static Proto node(String type, String inputsAndOutput) {
    String[] sides = inputsAndOutput.split(" -> ");
    return new Proto().text(1, sides[0].split(" ")).text(2, sides[1]).text(4, type);
  }

  private static Proto attribute(String name, int type) {
    return new Proto().text(1, name).number(20, type);
  }

  private static Proto tensor(String name, float[] values, long... dims) {
    Proto tensor = new Proto();
    for (long dim : dims) {
      tensor.number(1, dim);
    }
    return tensor.number(2, FLOAT).text(8, name).bytes(9, Proto.littleEndian(values));
  }

  private static Proto value(String name, int type, long... shape) {
    Proto dims = new Proto();
    for (int i = 0; i < shape.length; i++) {
      // Below zero: any number, under a name.
      dims.message(
          1, shape[i] < 0 ? new Proto().text(2, name + i) : new Proto().number(1, shape[i]));
    }
    return new Proto()
        .text(1, name)
        .message(2, new Proto().message(1, new Proto().number(1, type).message(2, dims)));
  }
}
