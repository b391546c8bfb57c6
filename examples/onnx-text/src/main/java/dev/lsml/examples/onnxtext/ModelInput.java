// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes: the numbers of one text's words ({@code [batch, words]}), or the text itself
 * ({@code [batch]} or {@code [batch, 1]} of strings). Immutable.
 */
final class ModelInput {
  private final String name;
  private final OnnxJavaType type;
  private final long[] shape;
  private final @Nullable Vocabulary vocabulary;

  private ModelInput(
      String name, OnnxJavaType type, long[] shape, @Nullable Vocabulary vocabulary) {
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.vocabulary = vocabulary;
  }

  /**
   * Checks that the model takes one of the two.
   *
   * @param vocabulary {@code null} when the model has none
   * @throws ModelException when it takes something else, or numbers without a vocabulary
   */
  static ModelInput of(Collection<NodeInfo> inputs, @Nullable Vocabulary vocabulary)
      throws ModelException {
    NodeInfo only = inputs.size() == 1 ? inputs.iterator().next() : null;
    if (only == null || !(only.getInfo() instanceof TensorInfo info)) {
      throw unfit(
          "it has " + (only == null ? inputs.size() + " inputs: " : "the input ") + shown(inputs),
          "Export a model with one input; what else it needs, such as a mask or lengths, it can"
              + " compute from the words that are not "
              + Vocabulary.PAD);
    }
    boolean isText = info.type == OnnxJavaType.STRING;
    if (!isText && info.type != OnnxJavaType.INT64 && info.type != OnnxJavaType.INT32) {
      throw unfit(
          "its input is " + shown(inputs),
          "Export one that takes the words' numbers as int64 or int32, or the text as a string");
    }
    long[] shape = info.getShape();
    boolean right =
        isText
            ? shape.length == 1 || (shape.length == 2 && Math.abs(shape[1]) == 1)
            : shape.length == 2 && shape[1] != 0;
    if (!right) {
      throw unfit(
          "its input is " + shown(inputs),
          isText ? "Its shape must be [batch] or [batch, 1]" : "Its shape must be [batch, words]");
    }
    if (Math.abs(shape[0]) != 1) {
      throw unfit(
          "its input is "
              + shown(inputs)
              + ", so that it takes "
              + shape[0]
              + " texts at once and never one",
          "Export it with a dynamic first dimension, in PyTorch with dynamic_axes");
    }
    if (!isText && vocabulary == null) {
      throw new ModelException(
          "The model's vocabulary is missing",
          "the model takes words as numbers, and there is no " + ModelFiles.VOCABULARY,
          "Put one beside it: in UTF-8, each word in the line of its number");
    }
    return new ModelInput(only.getName(), info.type, shape, isText ? null : vocabulary);
  }

  String name() {
    return name;
  }

  /**
   * Checks that short texts can be padded.
   *
   * @throws ModelException when they have to and cannot
   */
  void check(Lengths lengths) throws ModelException {
    if (vocabulary != null && !vocabulary.canPad() && least(lengths) > 1) {
      throw new ModelException(
          "The vocabulary cannot be used",
          "texts of fewer than "
              + least(lengths)
              + " words are padded, and no line of "
              + ModelFiles.VOCABULARY
              + " is "
              + Vocabulary.PAD,
          "Write "
              + Vocabulary.PAD
              + " in the line of the number that texts were padded with in training");
    }
  }

  /**
   * The text as the model takes it.
   *
   * @return {@code null} when the model knows none of its words; otherwise to be closed
   */
  @Nullable OnnxTensor tensor(String text, Lengths lengths) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    if (vocabulary == null) {
      long[] one = shape.length == 1 ? new long[] {1} : new long[] {1, 1};
      return OnnxTensor.createTensor(environment, new String[] {plain(text)}, one);
    }
    long[] numbers =
        vocabulary.numbers(text, least(lengths), fixed() ? (int) shape[1] : lengths.most());
    return numbers.length == 0 ? null : tensor(numbers);
  }

  /** The shortest text there can be, of nothing but the vocabulary's last word. */
  OnnxTensor sample(Lengths lengths) throws OrtException {
    if (vocabulary == null) {
      OnnxTensor tensor = tensor("a", lengths);
      if (tensor != null) {
        return tensor;
      }
    }
    long[] numbers = new long[least(lengths)];
    Arrays.fill(numbers, vocabulary == null ? 0 : vocabulary.size() - 1);
    return tensor(numbers);
  }

  private OnnxTensor tensor(long[] numbers) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] one = {1, numbers.length};
    return type == OnnxJavaType.INT64
        ? OnnxTensor.createTensor(environment, LongBuffer.wrap(numbers), one)
        : OnnxTensor.createTensor(
            environment,
            IntBuffer.wrap(Arrays.stream(numbers).mapToInt(Math::toIntExact).toArray()),
            one);
  }

  /**
   * ONNX Runtime hands Java's strings over in Java's own form of UTF-8, of which it then refuses
   * emoji, other characters above U+FFFF, and U+0000: each becomes a replacement character.
   */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || c > 0xFFFF || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private boolean fixed() {
    return shape.length == 2 && shape[1] > 0;
  }

  private int least(Lengths lengths) {
    return fixed() ? (int) shape[1] : lengths.least();
  }

  private static ModelException unfit(String reason, String remedy) {
    return new ModelException("The model does not take texts", reason, remedy);
  }

  /** Names, types and shapes, such as {@code ids int64[-1, -1]}. */
  static String shown(Collection<NodeInfo> nodes) {
    StringBuilder shown = new StringBuilder();
    for (NodeInfo node : nodes) {
      shown.append(shown.isEmpty() ? "" : ", ").append(node.getName()).append(' ');
      if (node.getInfo() instanceof TensorInfo tensor) {
        shown.append(tensor.type).append(Arrays.toString(tensor.getShape()));
      } else {
        shown.append(node.getInfo().getClass().getSimpleName());
      }
    }
    return shown.toString();
  }
}
