// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import ai.onnxruntime.OrtException;
import java.util.Locale;

/** What to do when ONNX Runtime refuses a model, which it does not say itself. */
final class OrtRemedies {
  private static final int MOST = 600;

  private OrtRemedies() {}

  static ModelException of(String problem, OrtException e) {
    return new ModelException(problem, said(e), remedy(said(e).toLowerCase(Locale.ROOT)), e);
  }

  /** ONNX Runtime's own words, without a full stop. */
  static String said(OrtException e) {
    String said = String.valueOf(e.getMessage()).strip();
    said = said.length() > MOST ? said.substring(0, MOST) + "…" : said;
    return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
  }

  private static String remedy(String said) {
    if (said.contains("opset")) {
      return "Export it for an older opset, in PyTorch with opset_version=17, in skl2onnx with"
          + " target_opset=17, or raise onnxruntime.version in the pom.xml";
    }
    if (said.contains("ir version") || said.contains("ir_version")) {
      return "Save it with an older ir_version, in Python with model.ir_version = 10, or raise"
          + " onnxruntime.version in the pom.xml";
    }
    if (said.contains("external") || said.contains("model.onnx.data")) {
      return "Put model.onnx.data, under the name it was exported with, beside model.onnx; or export"
          + " one file, in PyTorch with external_data=False";
    }
    if (said.contains("locale")) {
      return "Give its StringNormalizer the attribute locale=\"C\", as the README's code for"
          + " scikit-learn does: few containers have another one";
    }
    if (said.contains("protobuf")) {
      return "The file is no ONNX model or not all of it; copy it anew, and if it comes from git,"
          + " run git lfs pull";
    }
    return "Check it in Python with onnx.checker.check_model";
  }
}
