// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link WeightsFile} wrote. Every length is checked against what is left of the file
 * before anything of that length is made.
 */
final class WeightsReader {
  private final String name;
  private final ByteBuffer in;

  private WeightsReader(String name, ByteBuffer in) {
    this.name = name;
    this.in = in;
  }

  /**
   * Reads the models of all controls.
   *
   * @return by the control's name, in the order written
   * @throws IOException when the file is missing, or is not of the documented form; then the
   *     message says where and what to do
   */
  static Map<String, LinearModel> read(Path file) throws IOException {
    return read(String.valueOf(file.getFileName()), Files.readAllBytes(file));
  }

  /** Reads a file's content; the name is for messages only. */
  static Map<String, LinearModel> read(String name, byte[] content) throws IOException {
    return new WeightsReader(name, ByteBuffer.wrap(content)).models();
  }

  private Map<String, LinearModel> models() throws IOException {
    if (in.remaining() < Long.BYTES || in.getLong() != WeightsFile.MAGIC) {
      throw damaged("it does not begin with LSMLTEXT");
    }
    int version = number("version");
    if (version != WeightsFile.VERSION) {
      throw damaged("it has version " + version + " and this program reads " + WeightsFile.VERSION);
    }
    int controls = count("controls", 5 * Integer.BYTES);
    Map<String, LinearModel> models = new LinkedHashMap<>();
    for (int i = 0; i < controls; i++) {
      String control = text("control name");
      if (models.put(control, model()) != null) {
        throw damaged("control '" + control + "' occurs twice");
      }
    }
    if (in.hasRemaining()) {
      throw damaged(in.remaining() + " bytes follow its end");
    }
    return models;
  }

  private LinearModel model() throws IOException {
    int examples = number("examples");
    int unanswered = number("unanswered");
    if (examples < 1 || unanswered < 0 || unanswered > examples) {
      throw damaged(unanswered + " of " + examples + " examples are unanswered");
    }
    int ngrams = count("n-grams", Integer.BYTES + Float.BYTES);
    Vocabulary vocabulary = new Vocabulary(ngramNumbers(ngrams), floats("rarity", ngrams));
    int labels = count("labels", 3 * Integer.BYTES + ngrams * (long) Float.BYTES);
    List<LinearModel.Label> learned = new ArrayList<>(labels);
    for (int i = 0; i < labels; i++) {
      String label = text("label name");
      int chosen = number("chosen");
      if (chosen < 1 || chosen > examples) {
        throw damaged(chosen + " of " + examples + " examples have label '" + label + "'");
      }
      float bias = floats("bias", 1)[0];
      learned.add(new LinearModel.Label(label, chosen, bias, floats("weights", ngrams)));
    }
    return new LinearModel(vocabulary, examples, unanswered, List.copyOf(learned));
  }

  private int[] ngramNumbers(int size) throws IOException {
    int[] numbers = new int[size];
    in.asIntBuffer().get(numbers);
    in.position(in.position() + size * Integer.BYTES);
    int last = -1;
    for (int number : numbers) {
      if (number <= last || number >= Ngrams.NUMBERS) {
        throw damaged("n-gram " + number + " follows n-gram " + last);
      }
      last = number;
    }
    return numbers;
  }

  private float[] floats(String what, int size) throws IOException {
    if (in.remaining() / Float.BYTES < size) {
      throw damaged("it ends within " + what);
    }
    float[] values = new float[size];
    in.asFloatBuffer().get(values);
    in.position(in.position() + size * Float.BYTES);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw damaged("there is no number in " + what);
      }
    }
    return values;
  }

  private String text(String what) throws IOException {
    byte[] utf8 = new byte[count(what, 1)];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** A count of things that take at least so many bytes each. */
  private int count(String what, long bytesEach) throws IOException {
    int count = number(what);
    if (count < 0 || count * bytesEach > in.remaining()) {
      throw damaged("it has " + in.remaining() + " bytes left for " + count + " " + what);
    }
    return count;
  }

  private int number(String what) throws IOException {
    if (in.remaining() < Integer.BYTES) {
      throw damaged("it ends within " + what);
    }
    return in.getInt();
  }

  private IOException damaged(String cause) {
    return new IOException(
        name
            + " cannot be read: "
            + cause
            + ". It was damaged or is of another kind; train again, or roll back to an older"
            + " version.");
  }
}
