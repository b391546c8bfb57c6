// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.backend;

import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A model that always answers the same and burns as much CPU as it is told: {@code
 * BENCH_PREDICT_MICROS} per task (0) and {@code BENCH_FIT_SECONDS} per training (0).
 *
 * <p>Prints {@value #CONSTRUCTED} and a count each time an instance is made, so that the harness
 * can tell how often that was. Thread-safe.
 */
public final class MeasuredModel implements TrainableModel {
  /** What stands before the count. */
  public static final String CONSTRUCTED = "model construction ";

  private static final AtomicInteger CONSTRUCTIONS = new AtomicInteger();

  private final long predictNanos = number("BENCH_PREDICT_MICROS") * 1000;
  private final long fitNanos = number("BENCH_FIT_SECONDS") * 1_000_000_000;

  /** Counts itself. */
  public MeasuredModel() {
    System.err.println(CONSTRUCTED + CONSTRUCTIONS.incrementAndGet());
  }

  @Override
  public List<Prediction> predict(List<Task> tasks, PredictContext context) {
    List<Prediction> predictions = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      burn(predictNanos);
      Map<String, @Nullable Object> region = new LinkedHashMap<>();
      region.put("id", "r" + task.id());
      region.put("from_name", "sentiment");
      region.put("to_name", "text");
      region.put("type", "choices");
      region.put("value", Map.of("choices", List.of("Positive")));
      predictions.add(Prediction.of(List.of(new Region(region)), 0.5));
    }
    return predictions;
  }

  @Override
  public Map<String, @Nullable Object> fit(List<AnnotatedTask> tasks, FitContext context)
      throws IOException {
    burn(fitNanos);
    Files.writeString(context.workFolder().resolve("tasks.txt"), Integer.toString(tasks.size()));
    return Map.of("tasks", tasks.size());
  }

  private static void burn(long nanos) {
    if (nanos > 0) {
      long end = System.nanoTime() + nanos;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
  }

  private static long number(String variable) {
    String value = System.getenv(variable);
    return value == null ? 0 : Long.parseLong(value);
  }
}
