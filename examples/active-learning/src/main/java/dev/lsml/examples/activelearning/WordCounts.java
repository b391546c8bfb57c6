// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.activelearning;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In how many texts of each label every word stands, and what follows from that after Bayes, when
 * words are taken to be independent of each other. Thread-safe once nothing is added any more.
 */
final class WordCounts {
  private static final String FILE = "words.json";
  private static final Label NONE = new Label(0, Map.of());

  private final Map<String, Label> labels = new TreeMap<>();

  private record Label(int texts, Map<String, Integer> words) {}

  /** Learns from a text. */
  void add(String label, String text) {
    Label before = labels.getOrDefault(label, new Label(0, new TreeMap<>()));
    for (String word : words(text)) {
      before.words.merge(word, 1, Integer::sum);
    }
    labels.put(label, new Label(before.texts + 1, before.words));
  }

  /**
   * How probable each label is; for labels and words that were never seen as if each had been seen
   * once with and once without the other.
   */
  double[] probabilities(String text, List<String> wanted) {
    double[] logs = new double[wanted.size()];
    double most = Double.NEGATIVE_INFINITY;
    Set<String> words = words(text);
    words.retainAll(known());
    for (int i = 0; i < logs.length; i++) {
      Label label = labels.getOrDefault(wanted.get(i), NONE);
      logs[i] = Math.log(label.texts + 1);
      for (String word : words) {
        logs[i] += Math.log((label.words.getOrDefault(word, 0) + 1.0) / (label.texts + 2.0));
      }
      most = Math.max(most, logs[i]);
    }
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.exp(logs[i] - most);
      sum += logs[i];
    }
    for (int i = 0; i < logs.length; i++) {
      logs[i] /= sum;
    }
    return logs;
  }

  private Set<String> known() {
    Set<String> known = new TreeSet<>();
    labels.values().forEach(label -> known.addAll(label.words.keySet()));
    return known;
  }

  /** The words of a text, each once, in lower case. */
  static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** Writes it to a folder. */
  void write(Path folder) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    labels.forEach(
        (name, label) -> {
          Map<String, Object> words = new LinkedHashMap<>();
          label.words.forEach((word, texts) -> words.put(word, (long) texts));
          json.put(name, Map.of("texts", (long) label.texts, "words", words));
        });
    try (OutputStream out = Files.newOutputStream(folder.resolve(FILE))) {
      Json.write(json, out);
    }
  }

  /**
   * Reads what was written.
   *
   * @throws IOException when it is missing or damaged; says what to do
   */
  static WordCounts read(Path folder) throws IOException {
    try {
      JsonView json = JsonView.of(Json.read(Files.readAllBytes(folder.resolve(FILE))));
      WordCounts counts = new WordCounts();
      for (String name : json.object().keySet()) {
        Map<String, Integer> words = new HashMap<>();
        JsonView label = json.get(name);
        for (String word : label.get("words").object().keySet()) {
          words.put(word, Math.toIntExact(label.get("words").get(word).whole()));
        }
        counts.labels.put(name, new Label(Math.toIntExact(label.get("texts").whole()), words));
      }
      return counts;
    } catch (JsonException e) {
      throw new IOException(
          FILE + " cannot be read: " + e.getMessage() + ". Train again, or roll back.", e);
    }
  }
}
