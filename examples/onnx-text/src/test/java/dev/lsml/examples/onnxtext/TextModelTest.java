// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextModelTest {
  private static final Lengths ANY = new Lengths(1, 4096);
  private static final Offset<Double> ABOUT = Offset.offset(1e-5);

  @TempDir Path folder;

  @Test
  void aTextGetsTheProbabilityOfEachClass() throws Exception {
    try (TextModel model = load(TinyModel.sentiment())) {
      double[] one = model.probabilities("Wonderful", ANY);
      double[] four = model.probabilities("Wonderful unheard words here", ANY);

      assertThat(model.classes()).containsExactly("Negative", "Positive");
      assertThat(one[1]).isCloseTo(1 / (1 + Math.exp(-8)), ABOUT);
      assertThat(four[1]).isCloseTo(1 / (1 + Math.exp(-2)), ABOUT);
      assertThat(four[0] + four[1]).isCloseTo(1, ABOUT);
    }
  }

  @Test
  void aModelWithoutSoftmaxGetsOne() throws Exception {
    try (TextModel model = load(TinyModel.sentiment(new long[] {-1, -1}, false))) {
      assertThat(model.probabilities("awful film", ANY)[0])
          .isCloseTo(1 / (1 + Math.exp(-4)), ABOUT);
    }
  }

  @Test
  void shortTextsArePaddedAndLongOnesCutAsTheTagSays() throws Exception {
    try (TextModel model = load(TinyModel.sentiment())) {
      Lengths lengths = new Lengths(4, 8);

      assertThat(model.probabilities("wonderful", lengths)[1])
          .isCloseTo(1 / (1 + Math.exp(-2)), ABOUT);
      assertThat(model.probabilities("a a a a a a a a wonderful", lengths)[1])
          .isCloseTo(0.5, ABOUT);
    }
  }

  @Test
  void aModelOfFixedLengthGetsTextsOfThatLength() throws Exception {
    try (TextModel model = load(TinyModel.sentiment(new long[] {1, 4}, true))) {
      assertThat(model.probabilities("wonderful", ANY)[1]).isCloseTo(1 / (1 + Math.exp(-2)), ABOUT);
      assertThat(model.probabilities("a a a a awful", ANY)[1]).isCloseTo(0.5, ABOUT);
    }
  }

  @Test
  void aModelThatTakesTheTextItselfNeedsNoVocabulary() throws Exception {
    try (TextModel model = load(TinyModel.ofText("C"))) {
      assertThat(model.probabilities("Awful", ANY)[0]).isGreaterThan(0.99);
      assertThat(model.probabilities("wonderful", ANY)[1]).isGreaterThan(0.99);
    }
  }

  @Test
  void aModelThatTakesTheTextItselfGetsAnyText() throws Exception {
    try (TextModel model = load(TinyModel.ofText("C"))) {
      for (String text : new String[] {"", "Größe 😀", "half \ud83d of one", "\u0000"}) {
        assertThat(model.probabilities(text, ANY)[0]).as(text).isCloseTo(0.5, ABOUT);
      }
    }
  }

  @Test
  void aModelThatNeedsALocaleWhichIsNotHereIsRefusedWithWhatToDo() {
    refused(TinyModel.ofText("tlh_QO.UTF-8"))
        .hasMessageContaining("Give its StringNormalizer the attribute locale=\"C\"");
  }

  @Test
  void aTextOfWhichNoWordIsKnownHasNoProbabilities() throws Exception {
    TinyModel noUnknown = TinyModel.sentiment().words("-\n<pad>\nwonderful\nawful\na\nfilm\n.\n");
    try (TextModel model = load(noUnknown)) {
      assertThat(model.probabilities("Großartig", ANY)).isNull();
    }
  }

  @Test
  void oneModelServesManyThreadsUntilItIsClosed() throws Exception {
    TextModel model = load(TinyModel.sentiment());
    try (model) {
      List<Double> scores =
          IntStream.range(0, 400)
              .parallel()
              .mapToObj(i -> positive(model, i % 2 == 0 ? "wonderful" : "awful"))
              .toList();
      for (int i = 0; i < scores.size(); i++) {
        assertThat(scores.get(i) > 0.5).isEqualTo(i % 2 == 0);
      }
    }

    assertThatThrownBy(() -> model.probabilities("wonderful", ANY))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theTemporaryCopyIsGoneOnceTheModelIsLoaded() throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (TextModel model = load(TinyModel.sentiment());
        var files = Files.list(temporary)) {
      assertThat(model.classes()).hasSize(2);
      assertThat(files)
          .noneMatch(
              file ->
                  file.getFileName().toString().startsWith("onnx-text")
                      && Files.exists(file.resolve("model.onnx")));
    }
  }

  @Test
  void classesWithoutNamesAreNumbered() throws Exception {
    try (TextModel model = load(TinyModel.sentiment().classes(null))) {
      assertThat(model.classes()).containsExactly("0", "1");
    }
  }

  @Test
  void anotherNumberOfNamesThanClassesIsRefused() {
    refused(TinyModel.sentiment().classes("Negative\nNeutral\nPositive\n"))
        .hasMessage(
            "The model's classes are not clear: it has 2 classes, and classes.txt has 3. Write the"
                + " name of each class into that file, a line each, in the order of the outputs.");
  }

  @Test
  void aModelOfNumbersWithoutAVocabularyIsRefused() {
    refused(TinyModel.sentiment().words(null))
        .hasMessage(
            "The model's vocabulary is missing: the model takes words as numbers, and there is no"
                + " vocabulary.txt. Put one beside it: in UTF-8, each word in the line of its"
                + " number.");
  }

  @Test
  void aVocabularyLargerThanTheModelIsRefusedAtOnce() {
    refused(TinyModel.sentiment().words("<unk>\n<pad>\na\nb\nc\nd\ne\nf\ng\nh\n"))
        .hasMessageStartingWith("The model fails on a text of 1 words: ")
        .hasMessageContaining("vocabulary.txt has more lines than the model has words");
  }

  @Test
  void aVocabularyWithoutPaddingIsRefusedWhereTextsArePadded() {
    refused(TinyModel.sentiment(new long[] {-1, 4}, true).words("a\nb\n"))
        .hasMessage(
            "The vocabulary cannot be used: texts of fewer than 4 words are padded, and no line of"
                + " vocabulary.txt is <pad>. Write <pad> in the line of the number that texts were"
                + " padded with in training.");
  }

  @Test
  void inputsThatAreNoTextsAreRefusedWithTheirShape() {
    refused(TinyModel.sentiment().withInput("mask", -1, -1))
        .hasMessageContaining("it has 2 inputs: ")
        .hasMessageContaining("mask INT64[-1, -1]")
        .hasMessageContaining("Export a model with one input");
    refused(TinyModel.sentiment(new long[] {8, -1}, true))
        .hasMessageContaining("words INT64[8, -1], so that it takes 8 texts at once and never one")
        .hasMessageContaining("dynamic_axes");
    refused(TinyModel.sentiment(new long[] {-1}, true))
        .hasMessageContaining("its input is words INT64[-1]. Its shape must be [batch, words].");
  }

  @Test
  void outputsThatAreNoScoresOfClassesAreRefusedWithTheirShape() {
    refused(TinyModel.sentiment().onlyOutput("found", -1, -1, 2))
        .hasMessage(
            "The model does not give scores of classes: its output is found FLOAT[-1, -1, 2], and"
                + " one of float or double with the shape [batch, classes] is needed. Export it so"
                + " that its last layer has one output for each class.");
    refused(TinyModel.sentiment().withOutput("logits", -1, 2))
        .hasMessageContaining("scores FLOAT[-1, 2], logits FLOAT[-1, 2]")
        .hasMessageContaining("Export it with only one of them");
  }

  @Test
  void anOpsetFromTheFutureIsRefusedWithWhatToDo() {
    refused(TinyModel.sentiment().opset(999))
        .hasMessageStartingWith("The model cannot be loaded: ")
        .hasMessageContaining("in PyTorch with opset_version=17");
    refused(TinyModel.sentiment().irVersion(999))
        .hasMessageContaining("Save it with an older ir_version");
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws Exception {
    TinyModel.sentiment().write(folder);
    Files.writeString(folder.resolve("model.onnx"), "version https://git-lfs.github.com/spec/v1\n");

    assertThatThrownBy(() -> load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("if it comes from git, run git lfs pull");
  }

  @Test
  void aFolderWithoutAModelIsRefused() {
    assertThatThrownBy(() -> load(folder))
        .hasMessage(
            "There is no model: "
                + folder
                + " has no model.onnx. Put it there, and its vocabulary.txt beside it.");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(TinyModel model) {
    return assertThatThrownBy(() -> load(model)).isInstanceOf(ModelException.class);
  }

  private TextModel load(TinyModel model) throws Exception {
    Path own = Files.createTempDirectory(folder, "model");
    model.write(own);
    return load(own);
  }

  private static TextModel load(Path folder) throws Exception {
    ModelFiles files =
        ModelFiles.of(
            Map.of(ModelFiles.VARIABLE, folder.toString()),
            null,
            TextModelTest.class.getClassLoader());
    return TextModel.load(files, List.of(ANY));
  }

  private static double positive(TextModel model, String text) {
    try {
      return model.probabilities(text, ANY)[1];
    } catch (ai.onnxruntime.OrtException e) {
      throw new AssertionError(e);
    }
  }
}
