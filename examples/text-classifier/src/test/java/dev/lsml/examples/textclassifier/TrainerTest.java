// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  @TempDir Path folder;

  /** The library's own probabilities of a model with all classes are the reference. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void probabilitiesAreThoseThatTheLibraryComputes(int classes) {
    List<Example> examples = topics(classes, 120, 3);
    List<String> labels = labels(classes);
    LinearModel model = Trainer.train(examples, labels);
    Chooser chooser = new Chooser(labels, false, model);

    List<Example> sorted = new ArrayList<>(examples);
    sorted.sort(java.util.Comparator.comparing(Example::text));
    Problem problem = new Problem();
    problem.l = sorted.size();
    problem.n = model.vocabulary().size() + 1;
    problem.bias = 1;
    problem.x = new Feature[problem.l][];
    problem.y = new double[problem.l];
    for (int i = 0; i < problem.l; i++) {
      problem.x[i] = nodes(model.vocabulary(), sorted.get(i).text());
      problem.y[i] = labels.indexOf(sorted.get(i).labels().first());
    }
    Model reference = Linear.train(problem, new Parameter(SolverType.L2R_LR, 10, 0.001));

    for (Example example : topics(classes, 40, 4)) {
      double[] expected = new double[classes];
      Linear.predictProbability(reference, nodes(model.vocabulary(), example.text()), expected);
      double[] actual = chooser.probabilities(model, example.text());
      for (int k = 0; k < classes; k++) {
        assertThat(actual[reference.getLabels()[k]]).isCloseTo(expected[k], within(1e-6));
      }
    }
  }

  @Test
  void theOrderOfTheExamplesDoesNotChangeOneBit() throws Exception {
    List<Example> examples = new ArrayList<>(topics(3, 90, 5));
    examples.add(new Example(examples.get(0).text(), List.of("topic2"))); // two minds on one text
    Path first = write("first", Trainer.train(examples, labels(3)));
    Collections.shuffle(examples, new Random(1));
    Path second = write("second", Trainer.train(examples, labels(3)));
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void twoLabelsLearnedAsOppositesAreAsIfLearnedApart() {
    List<Example> examples = topics(2, 60, 6);
    LinearModel together = Trainer.train(examples, labels(2));
    LinearModel apart = Trainer.train(examples, List.of("topic1"));
    assertThat(together.label("topic1").bias())
        .isCloseTo(apart.label("topic1").bias(), within(1e-4f));
    assertThat(together.label("topic1").weights())
        .containsExactly(apart.label("topic1").weights(), within(1e-4f));
  }

  @Test
  void oneExampleIsEnough() {
    LinearModel model =
        Trainer.train(List.of(new Example("fine", Set.of("yes"))), List.of("yes", "no"));
    Chooser.Choice choice = new Chooser(List.of("yes", "no"), false, model).choose("fine");
    assertThat(choice.labels()).containsExactly("yes");
    assertThat(choice.score()).isCloseTo(2.0 / 3, within(1e-6));
  }

  @Test
  void examplesOfOneLabelOnlyGiveItTheProbabilityOfLaplacesRule() {
    List<Example> examples =
        List.of(
            new Example("a", Set.of("yes")),
            new Example("b", Set.of("yes")),
            new Example("c", Set.of("yes")));
    LinearModel model = Trainer.train(examples, List.of("no", "yes"));
    Chooser.Choice choice = new Chooser(List.of("no", "yes"), false, model).choose("anything else");
    assertThat(choice.labels()).containsExactly("yes");
    assertThat(choice.score()).isCloseTo(4.0 / 5, within(1e-6));
  }

  @Test
  void emptyTextsAndTextsOfPunctuationCountOnlyForHowCommonALabelIs() {
    List<Example> examples =
        List.of(
            new Example("", Set.of("yes")),
            new Example("?!", Set.of("yes")),
            new Example(" ", Set.of("no")));
    LinearModel model = Trainer.train(examples, List.of("yes", "no"));
    assertThat(model.vocabulary().size()).isZero();
    assertThat(new Chooser(List.of("yes", "no"), false, model).choose("").labels())
        .containsExactly("yes");
  }

  @Test
  void thousandsOfLabelsKeepTheModelSmall() {
    List<String> labels = new ArrayList<>();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      labels.add("label" + i);
    }
    for (int i = 0; i < 20; i++) {
      examples.add(new Example("word" + i + " and ".repeat(i) + " other" + i, Set.of("label" + i)));
    }
    StringBuilder longText = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      longText.append(" long").append(i);
    }
    examples.add(new Example(longText.toString(), Set.of("label3999")));
    LinearModel model = Trainer.train(examples, labels);
    assertThat(model.vocabulary().size()).isEqualTo((1 << 22) / 4_000);
    assertThat(model.labels()).hasSize(21);
  }

  @Test
  void nothingIsPrinted() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Trainer.train(topics(3, 30, 8), labels(3));
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  /** Texts of a few words each, most of them from the topic's own ten. */
  static List<Example> topics(int topics, int count, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder("text " + i);
      for (int k = 0; k < 6; k++) {
        int topic = k < 4 ? i % topics : random.nextInt(topics);
        text.append(" word").append(topic).append('x').append(random.nextInt(10));
      }
      examples.add(new Example(text.toString(), List.of("topic" + i % topics)));
    }
    return examples;
  }

  static List<String> labels(int topics) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < topics; i++) {
      labels.add("topic" + i);
    }
    return labels;
  }

  private Path write(String name, LinearModel model) throws Exception {
    Path file = Files.createDirectories(folder.resolve(name)).resolve(WeightsFile.NAME);
    WeightsFile.write(file, Map.of("c", model));
    return file;
  }

  private static Feature[] nodes(Vocabulary vocabulary, String text) {
    Vocabulary.Features features = vocabulary.features(text);
    List<Feature> nodes = new ArrayList<>();
    for (int i = 0; i < features.index().length; i++) {
      nodes.add(new FeatureNode(features.index()[i] + 1, features.value()[i]));
    }
    nodes.add(new FeatureNode(vocabulary.size() + 1, 1));
    return nodes.toArray(new Feature[0]);
  }
}
