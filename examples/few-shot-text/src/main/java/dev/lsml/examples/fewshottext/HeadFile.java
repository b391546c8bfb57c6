// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

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
 * The heads of all controls in a JSON file of some 5 kB per label:
 *
 * <pre>{@code
 * {"model": "all-MiniLM-L6-v2-q",
 *  "heads": {"topic": {"examples": 16, "unanswered": 0, "labels": [
 *    {"name": "Billing", "chosen": 8, "bias": -0.31, "weights": [0.12, …]}]}}}
 * }</pre>
 *
 * with one weight for each of the 384 numbers of a vector. The weights mean nothing with the
 * vectors of another model, hence its name. Equal heads give equal bytes.
 */
final class HeadFile {
  /** The file's name in the folder of a version. */
  static final String NAME = "heads.json";

  private HeadFile() {}

  /** Writes the file anew. */
  static void write(Path file, Map<String, Head> headsByControl) throws IOException {
    Map<String, Object> heads = new LinkedHashMap<>();
    headsByControl.forEach((control, head) -> heads.put(control, json(head)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", Sentences.MODEL);
    json.put("heads", heads);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Json.write(json, out);
    }
  }

  private static Map<String, Object> json(Head head) {
    List<Object> labels = new ArrayList<>();
    for (Head.Label label : head.labels()) {
      List<Object> weights = new ArrayList<>();
      for (double weight : label.weights()) {
        weights.add(weight);
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", label.name());
      json.put("chosen", (long) label.chosen());
      json.put("bias", label.bias());
      json.put("weights", weights);
      labels.add(json);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("examples", (long) head.examples());
    json.put("unanswered", (long) head.unanswered());
    json.put("labels", labels);
    return json;
  }

  /**
   * Reads the file.
   *
   * @return the heads by the control's name
   * @throws IOException when it is missing, has another form or is for another model; says what to
   *     do
   */
  static Map<String, Head> read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      JsonView json = JsonView.of(Json.read(in));
      if (!json.get("model").string().equals(Sentences.MODEL)) {
        throw json.get("model").wrong("'" + Sentences.MODEL + "'");
      }
      Map<String, Head> heads = new LinkedHashMap<>();
      for (String control : json.get("heads").object().keySet()) {
        heads.put(control, head(json.get("heads").get(control)));
      }
      return heads;
    } catch (JsonException e) {
      throw new IOException(
          NAME + " cannot be read: " + e.getMessage() + ". Train again, or roll back.", e);
    }
  }

  private static Head head(JsonView json) {
    List<Head.Label> labels = new ArrayList<>();
    for (JsonView label : json.get("labels").items()) {
      List<JsonView> weights = label.get("weights").items();
      if (weights.size() != Sentences.SIZE) {
        throw label.get("weights").wrong("a list of " + Sentences.SIZE + " numbers");
      }
      labels.add(
          new Head.Label(
              label.get("name").string(),
              Math.toIntExact(label.get("chosen").whole()),
              number(label.get("bias")),
              weights.stream().mapToDouble(HeadFile::number).toArray()));
    }
    return new Head(
        Math.toIntExact(json.get("examples").whole()),
        Math.toIntExact(json.get("unanswered").whole()),
        List.copyOf(labels));
  }

  private static double number(JsonView json) {
    if (json.value() instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw json.wrong("a number");
  }
}
