// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFileTest {
  private static final Vocabulary EMPTY = new Vocabulary(new int[0], new float[0]);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void placeTheFile() {
    file = folder.resolve(WeightsFile.NAME);
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    LinearModel reviews =
        Trainer.train(ReviewsTest.examples(50, 1), List.of("Positive", "Negative"));
    LinearModel nothing = new LinearModel(EMPTY, 3, 3, List.of());
    Map<String, LinearModel> models = new LinkedHashMap<>();
    models.put("sentiment", reviews);
    models.put("Größe 🙂", nothing);
    WeightsFile.write(file, models);

    Map<String, LinearModel> read = WeightsReader.read(file);
    assertThat(read.keySet()).containsExactly("sentiment", "Größe 🙂");
    assertThat(read).usingRecursiveComparison().isEqualTo(models);
  }

  @Test
  void theLayoutIsTheDocumentedOne() throws IOException {
    LinearModel.Label label = new LinearModel.Label("ü", 1, 0.5f, new float[] {-2});
    Vocabulary vocabulary = new Vocabulary(new int[] {7}, new float[] {1.5f});
    WeightsFile.write(file, Map.of("c", new LinearModel(vocabulary, 3, 2, List.of(label))));
    ByteBuffer expected = ByteBuffer.allocate(8 + 12 * 4 + 1 + 2 + 3 * 4 - 4);
    expected.put("LSMLTEXT".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    expected.putInt(1).putInt(1).putInt(1).put((byte) 'c');
    expected.putInt(3).putInt(2).putInt(1).putInt(7).putFloat(1.5f);
    expected.putInt(1).putInt(2).put((byte) 0xC3).put((byte) 0xBC);
    expected.putInt(1).putFloat(0.5f).putFloat(-2);
    assertThat(Files.readAllBytes(file))
        .isEqualTo(Arrays.copyOf(expected.array(), expected.position()));
  }

  @Test
  void aFileCutOffAnywhereIsRefused() throws IOException {
    byte[] whole = small();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> WeightsReader.read(WeightsFile.NAME, part))
          .as("cut off after %d bytes", length)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("text-classifier.weights cannot be read: it ")
          .hasMessageEndingWith("train again, or roll back to an older version.");
    }
  }

  @Test
  void bytesBehindTheEndAreRefused() throws IOException {
    byte[] whole = small();
    refuses(Arrays.copyOf(whole, whole.length + 3), "3 bytes follow its end");
  }

  @Test
  void anotherKindOfFileIsRefused() throws IOException {
    refuses("PK\3\4 something else".getBytes(), "it does not begin with LSMLTEXT");
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    byte[] bytes = small();
    bytes[11] = 9;
    refuses(bytes, "it has version 9 and this program reads 1");
  }

  @Test
  void aHugeLengthIsRefusedBeforeMemoryIsTaken() throws IOException {
    byte[] bytes = small();
    ByteBuffer.wrap(bytes).putInt(8 + 4 + 4 + 4 + 1 + 8, Integer.MAX_VALUE);
    refuses(bytes, "bytes left for 2147483647 n-grams");
    ByteBuffer.wrap(bytes).putInt(8 + 4 + 4 + 4 + 1 + 8, -1);
    refuses(bytes, "bytes left for -1 n-grams");
  }

  @Test
  void ngramsOutOfOrderAndValuesThatAreNoNumbersAreRefused() throws IOException {
    float[] two = {1, 1};
    refuses(new int[] {5, 5}, two, 0, "n-gram 5 follows n-gram 5");
    refuses(new int[] {5, Ngrams.NUMBERS}, two, 0, "n-gram 4194304 follows n-gram 5");
    refuses(new int[] {5, 6}, new float[] {1, Float.NaN}, 0, "there is no number in rarity");
    refuses(new int[] {5, 6}, two, Float.POSITIVE_INFINITY, "there is no number in bias");
  }

  @Test
  void impossibleCountsAreRefused() throws IOException {
    WeightsFile.write(file, Map.of("c", new LinearModel(EMPTY, 1, 2, List.of())));
    refuses(Files.readAllBytes(file), "2 of 1 examples are unanswered");
    LinearModel.Label label = new LinearModel.Label("A", 4, 0, new float[0]);
    WeightsFile.write(file, Map.of("c", new LinearModel(EMPTY, 3, 0, List.of(label))));
    refuses(Files.readAllBytes(file), "4 of 3 examples have label 'A'");
  }

  @Test
  void noDamagedByteLeadsToAnythingButARefusalOrAModel() throws IOException {
    byte[] whole = small();
    Random random = new Random(11);
    for (int round = 0; round < 5_000; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        WeightsReader.read(WeightsFile.NAME, damaged);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("cannot be read");
      }
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> WeightsReader.read(file))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(WeightsFile.NAME);
  }

  private byte[] small() throws IOException {
    WeightsFile.write(
        file, Map.of("c", Trainer.train(TrainerTest.topics(2, 3, 1), TrainerTest.labels(2))));
    return Files.readAllBytes(file);
  }

  private void refuses(int[] ngrams, float[] rarity, float bias, String cause) throws IOException {
    LinearModel.Label label = new LinearModel.Label("A", 1, bias, new float[ngrams.length]);
    LinearModel model = new LinearModel(new Vocabulary(ngrams, rarity), 1, 0, List.of(label));
    WeightsFile.write(file, Map.of("c", model));
    refuses(Files.readAllBytes(file), cause);
  }

  private void refuses(byte[] content, String cause) throws IOException {
    Files.write(file, content);
    assertThatThrownBy(() -> WeightsReader.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(cause);
  }
}
