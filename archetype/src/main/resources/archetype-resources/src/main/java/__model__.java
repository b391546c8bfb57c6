package ${package};

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.ObjectTag;
import dev.lsml.core.labelconfig.TagPair;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Predictions;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Learns which words go with which choice. Immutable, hence thread-safe. */
public final class ${model} implements TrainableModel {
  private final ControlTag sentiment;
  private final ObjectTag review;
  private final Properties labelOfWord = new Properties();

  /** Made once per project, version and label config; what is expensive belongs here. */
  public ${model}(ModelContext context) throws IOException {
    TagPair pair = context.labelConfig().first("Choices", "Text");
    sentiment = pair.control();
    review = pair.object();
    if (context.files() != null) {
      try (Reader reader = Files.newBufferedReader(context.files().resolve("words.properties"))) {
        labelOfWord.load(reader);
      }
    }
  }

  /** Called by many threads at once: one prediction per task, in the same order. */
  @Override
  public List<Prediction> predict(List<Task> tasks, PredictContext context) {
    return tasks.stream().map(this::predict).toList();
  }

  private Prediction predict(Task task) {
    String text = review.text(task.data());
    if (text == null) {
      return Prediction.empty();
    }
    for (String word : words(text)) {
      String label = labelOfWord.getProperty(word);
      if (label != null && sentiment.labels().containsKey(label)) {
        return Predictions.choices(sentiment, label).score(0.9).prediction();
      }
    }
    return Prediction.empty();
  }

  /** Called away from any request; the files written become the next version. */
  @Override
  public Map<String, Object> fit(List<AnnotatedTask> tasks, FitContext context) throws IOException {
    Properties learned = new Properties();
    for (AnnotatedTask each : tasks) {
      String text = review.text(each.task().data());
      for (Region region : each.annotation().result()) {
        if (text != null && region.value().get("choices") instanceof List<?> choices) {
          for (String word : words(text)) {
            learned.setProperty(word, String.valueOf(choices.get(0)));
          }
        }
      }
    }
    try (Writer writer = Files.newBufferedWriter(context.workFolder().resolve("words.properties"))) {
      learned.store(writer, null);
    }
    context.metric("words", learned.size());
    return Map.of("tasks", tasks.size());
  }

  private static String[] words(String text) {
    return text.toLowerCase(java.util.Locale.ROOT).split("\\W+");
  }
}
