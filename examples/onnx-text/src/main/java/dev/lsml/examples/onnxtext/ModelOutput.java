// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a model gives: one number per class, {@code [batch, classes]}. Immutable. */
final class ModelOutput {
  private final String name;

  private ModelOutput(String name) {
    this.name = name;
  }

  /**
   * Finds the one output with numbers of classes; a label beside it, as scikit-learn's models have,
   * is passed over.
   *
   * @throws ModelException when there is none, or more than one
   */
  static ModelOutput of(Collection<NodeInfo> outputs) throws ModelException {
    List<NodeInfo> fit = new ArrayList<>();
    boolean isMap = false;
    for (NodeInfo output : outputs) {
      if (output.getInfo() instanceof TensorInfo info) {
        boolean isReal = info.type == OnnxJavaType.FLOAT || info.type == OnnxJavaType.DOUBLE;
        if (isReal && info.getShape().length == 2) {
          fit.add(output);
        }
      } else {
        isMap = true;
      }
    }
    if (fit.size() == 1) {
      return new ModelOutput(fit.get(0).getName());
    }
    throw new ModelException(
        "The model does not give scores of classes",
        "its output is "
            + ModelInput.shown(outputs)
            + ", and one of float or double with the shape [batch, classes] is needed",
        isMap
            ? "Export it without maps, in scikit-learn with options={\"zipmap\": False}"
            : fit.isEmpty()
                ? "Export it so that its last layer has one output for each class"
                : "Export it with only one of them");
  }

  String name() {
    return name;
  }

  /** The numbers of the only text's classes. */
  static double[] row(OnnxValue value) throws OrtException {
    if (value.getValue() instanceof double[][] rows) {
      return rows[0];
    }
    float[] row = ((float[][]) value.getValue())[0];
    double[] copy = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      copy[i] = row[i];
    }
    return copy;
  }

  /** Whether they are probabilities already. */
  static boolean isDistribution(double[] row) {
    double sum = 0;
    for (double value : row) {
      if (!(value >= 0 && value <= 1.001)) {
        return false;
      }
      sum += value;
    }
    return Math.abs(sum - 1) < 1e-3;
  }

  /** Makes probabilities of what a last layer gives. */
  static double[] softmax(double[] row) {
    double most = Double.NEGATIVE_INFINITY;
    for (double value : row) {
      most = Math.max(most, value);
    }
    double[] shares = new double[row.length];
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      shares[i] = Math.exp(row[i] - most);
      sum += shares[i];
    }
    for (int i = 0; i < row.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
