// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.keywordspans;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The dictionaries of all controls in a JSON file that people can read: by control a list of
 *
 * <pre>{@code
 * {"phrase": "New York", "seen": 4, "labels": {"Place": 3}}
 * }</pre>
 *
 * one for each spelling, in alphabetical order. Equal annotations give an equal file.
 */
final class DictionaryFile {
  /** The file's name in the folder of a version. */
  static final String NAME = "dictionary.json";

  private DictionaryFile() {}

  /** Writes the file anew. */
  static void write(Path file, Map<String, Dictionary> dictionaries) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    dictionaries.forEach((control, dictionary) -> json.put(control, json(dictionary)));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Json.write(json, out);
    }
  }

  private static List<Object> json(Dictionary dictionary) {
    List<Object> list = new ArrayList<>();
    for (Phrase phrase : dictionary.phrases().values()) {
      phrase
          .spellings()
          .forEach(
              (spelling, tally) -> {
                Map<String, Object> item = new LinkedHashMap<>();
                item.put("phrase", spelling);
                item.put("seen", (long) tally.seen());
                Map<String, Object> labels = new LinkedHashMap<>();
                tally.labelled().forEach((label, times) -> labels.put(label, (long) times));
                item.put("labels", labels);
                list.add(item);
              });
    }
    return list;
  }

  /**
   * Reads the file.
   *
   * @return the dictionaries by the control's name
   * @throws IOException when it is missing or has another form; says what to do
   */
  static Map<String, Dictionary> read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      JsonView json = JsonView.of(Json.read(in));
      Map<String, Dictionary> dictionaries = new LinkedHashMap<>();
      for (String control : json.object().keySet()) {
        dictionaries.put(control, dictionary(json.get(control)));
      }
      return dictionaries;
    } catch (JsonException e) {
      throw new IOException(
          NAME + " cannot be read: " + e.getMessage() + ". Train again, or roll back.", e);
    }
  }

  private static Dictionary dictionary(JsonView list) {
    Dictionary dictionary = new Dictionary();
    for (JsonView item : list.items()) {
      Map<String, Integer> labels = new LinkedHashMap<>();
      for (String label : item.get("labels").object().keySet()) {
        labels.put(label, Math.toIntExact(item.get("labels").get(label).whole()));
      }
      String spelling = item.get("phrase").string();
      int seen = Math.toIntExact(item.get("seen").whole());
      dictionary.phrase(spelling).add(spelling, seen, labels);
    }
    return dictionary;
  }
}
