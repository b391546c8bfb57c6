// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes the model that the ordinary stack reads: a weight per word and label. */
final class OrdinaryModel {
  private static final int WORDS = 500;

  private OrdinaryModel() {}

  static void write(Path file) throws IOException {
    Random random = new Random(7);
    Map<String, Object> weights = new LinkedHashMap<>();
    for (int i = 0; i < WORDS; i++) {
      weights.put("word" + i, List.of(random.nextGaussian(), random.nextGaussian()));
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("version", "ordinary-v1-000000");
    model.put("labels", List.of("Positive", "Negative"));
    model.put("weights", weights);
    Files.createDirectories(file.getParent());
    Files.write(file, Json.bytes(model));
  }
}
