// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.keywordspans;

import dev.lsml.core.files.TaskFileException;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.PredictionBuilder;
import dev.lsml.core.result.Predictions;
import dev.lsml.examples.keywordspans.Dictionary.Example;
import dev.lsml.examples.keywordspans.Dictionary.Found;
import dev.lsml.examples.keywordspans.Phrase.Verdict;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Labels the phrases of a text that people have labelled before, in any {@code Labels} on {@code
 * Text} of the label config. With a smart tool it finds what was just selected, or written into a
 * {@code TextArea}, everywhere in the text. Immutable, hence thread-safe.
 */
public final class KeywordSpans implements TrainableModel {
  private final ModelContext context;
  private final List<Field> fields;
  private final Map<String, Dictionary> dictionaries;

  /**
   * Reads the dictionary that the last training left, if there was one.
   *
   * @throws IOException when it cannot be read
   */
  public KeywordSpans(ModelContext context) throws IOException {
    this.context = context;
    this.fields = Field.in(context.labelConfig());
    Path files = context.files();
    this.dictionaries =
        files == null ? Map.of() : DictionaryFile.read(files.resolve(DictionaryFile.NAME));
    if (fields.isEmpty()) {
      log("Every prediction will be empty: the label config has no Labels on a Text");
    }
  }

  @Override
  public List<Prediction> predict(List<Task> tasks, PredictContext request) {
    List<Prediction> predictions = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      predictions.add(predict(task, request.interactive()));
    }
    return predictions;
  }

  private Prediction predict(Task task, @Nullable List<Region> drawn) {
    PredictionBuilder prediction = Predictions.of();
    boolean isEmpty = true;
    for (Field field : fields) {
      String text = text(field, task);
      Dictionary dictionary = dictionaries.getOrDefault(field.name(), new Dictionary());
      List<Found> all =
          drawn == null
              ? dictionary.label(text, field.labels())
              : suggest(dictionary, field, text, Prompt.read(drawn, field, text));
      for (Found found : all) {
        prediction.add(field.answer(text, found.span()).score(found.score()));
        isEmpty = false;
      }
    }
    return isEmpty ? Prediction.empty() : prediction.prediction();
  }

  /** Finds what the annotator asks for, the selected piece itself included. */
  private static List<Found> suggest(
      Dictionary dictionary, Field field, String text, List<Prompt> prompts) {
    Trie<Prompt> wanted = new Trie<>();
    for (Prompt prompt : prompts) {
      wanted.at(Folded.key(prompt.phrase()), () -> prompt);
    }
    return Dictionary.search(
        new Folded(text),
        wanted,
        (prompt, spelling) -> verdict(prompt, spelling, dictionary, field));
  }

  /** The annotator's word counts like one more occurrence with the label. */
  private static Verdict verdict(
      Prompt prompt, String spelling, Dictionary dictionary, Field field) {
    Phrase known = dictionary.find(spelling);
    List<String> labels = prompt.labels();
    if (labels.isEmpty() && known != null) {
      labels = known.verdict(spelling, field.labels()).labels();
    }
    if (labels.isEmpty() && !field.labels().isEmpty()) {
      labels = field.labels().subList(0, 1);
    }
    Tally learned = known == null ? new Tally() : known.tally(spelling);
    Tally tally = new Tally();
    tally.add(learned.seen(), learned.labelled());
    tally.count(labels);
    double score = 1;
    for (String label : labels) {
      score = Math.min(score, tally.agreement(label));
    }
    return new Verdict(labels, score);
  }

  /** Makes the dictionary anew from all annotations. */
  @Override
  public Map<String, @Nullable Object> fit(List<AnnotatedTask> tasks, FitContext fit)
      throws IOException {
    Map<String, List<Example>> examples = new LinkedHashMap<>();
    for (Field field : Field.in(fit.labelConfig())) {
      examples.computeIfAbsent(field.name(), any -> new ArrayList<>()).addAll(read(field, tasks));
    }
    Map<String, Dictionary> learned = new LinkedHashMap<>();
    int phrases = 0;
    for (Map.Entry<String, List<Example>> each : examples.entrySet()) {
      Dictionary dictionary = new Dictionary();
      dictionary.learn(each.getValue());
      learned.put(each.getKey(), dictionary);
      phrases += dictionary.phrases().size();
      fit.metric(each.getKey() + ".phrases", dictionary.phrases().size());
      fit.metric(each.getKey() + ".labels", labels(each.getValue()));
    }
    if (phrases == 0) {
      throw new IllegalStateException(
          "Cannot train: none of the "
              + tasks.size()
              + " annotated tasks has a labelled piece of text. Label some words, and check that the"
              + " label config has <Labels> whose toName is a <Text>.");
    }
    DictionaryFile.write(fit.workFolder().resolve(DictionaryFile.NAME), learned);
    return Map.of();
  }

  private static Map<String, Integer> labels(List<Example> examples) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Example example : examples) {
      for (Field.Span span : example.spans()) {
        span.labels().forEach(label -> counts.merge(label, 1, Integer::sum));
      }
    }
    return counts;
  }

  private List<Example> read(Field field, List<AnnotatedTask> tasks) {
    List<Example> examples = new ArrayList<>();
    for (AnnotatedTask annotated : tasks) {
      String text = text(field, annotated.task());
      List<Field.Span> spans = new ArrayList<>();
      for (Region region : annotated.annotation().result()) {
        Field.Span span = field.span(region, text);
        if (span != null && !span.labels().isEmpty()) {
          spans.add(span);
        }
      }
      examples.add(new Example(text, spans));
    }
    return examples;
  }

  /** The text, empty where there is none: one that cannot be fetched is not to stop the others. */
  private String text(Field field, Task task) {
    try {
      return field.text(task, context);
    } catch (TaskFileException e) {
      log("A text is left out: " + e.getMessage());
      return "";
    }
  }

  private static void log(String message) {
    System.getLogger(KeywordSpans.class.getName()).log(Level.WARNING, message);
  }
}
