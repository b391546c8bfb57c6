// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes the models of all controls to one file, which {@link WeightsReader} reads without any
 * other class of this world: no Java serialization, no machine-learning library.
 *
 * <p>All numbers are big-endian. A text is an int (its bytes) and its UTF-8 bytes.
 *
 * <pre>
 * long   magic        the ASCII letters LSMLTEXT
 * int    version      1: raised whenever this layout, Tokens or Ngrams change
 * int    controls     then for each control
 *   text   name       of the control tag
 *   int    examples   trained on
 *   int    unanswered examples without a choice, at most all
 *   int    ngrams     in the vocabulary, at most 4194304
 *   int[]  number     of each n-gram, strictly ascending, 0 to 4194303
 *   float[] rarity    of each n-gram, finite
 *   int    labels     then for each label
 *     text   name
 *     int    chosen   examples with this label, at least 1 and at most all
 *     float  bias     finite
 *     float[] weight  of each n-gram, finite
 * </pre>
 *
 * Nothing follows. The file has no time in it: equal models give equal bytes.
 */
final class WeightsFile {
  /** The file's name in the folder of a version. */
  static final String NAME = "text-classifier.weights";

  static final long MAGIC = 0x4C534D4C_54455854L; // LSMLTEXT
  static final int VERSION = 1;

  private WeightsFile() {}

  /** Writes the file anew. */
  static void write(Path file, Map<String, LinearModel> modelsByControl) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      out.writeLong(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(modelsByControl.size());
      for (Map.Entry<String, LinearModel> entry : modelsByControl.entrySet()) {
        write(entry.getKey(), out);
        write(entry.getValue(), out);
      }
    }
  }

  private static void write(LinearModel model, DataOutputStream out) throws IOException {
    out.writeInt(model.examples());
    out.writeInt(model.unanswered());
    out.writeInt(model.vocabulary().size());
    for (int ngram : model.vocabulary().ngrams()) {
      out.writeInt(ngram);
    }
    write(model.vocabulary().rarity(), out);
    out.writeInt(model.labels().size());
    for (LinearModel.Label label : model.labels()) {
      write(label.name(), out);
      out.writeInt(label.chosen());
      out.writeFloat(label.bias());
      write(label.weights(), out);
    }
  }

  private static void write(float[] values, DataOutputStream out) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static void write(String text, DataOutputStream out) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
