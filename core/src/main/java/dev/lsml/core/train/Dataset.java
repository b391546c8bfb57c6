// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.json.Json;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.protocol.Annotation;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.version.Sha256;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model learns from: of each task the one annotation that counts (protocol §6). Left out are
 * skipped annotations, drafts, annotations without a region that the config still knows, and tasks
 * that come twice. Of several annotations the ground truth counts, else the one changed last.
 * Immutable.
 *
 * @param labelConfig as it was when the data was fetched
 * @param tasks in the order of the source
 * @param annotations how many annotations were not skipped, as Label Studio counts them
 * @param sha256 digest of the config, of the model's code and of all that the tasks say
 */
record Dataset(
    LabelConfig labelConfig, List<AnnotatedTask> tasks, long annotations, String sha256) {

  /** Reads all the data. */
  static Dataset of(TrainingData data, String codeVersion) {
    LabelFilter filter = new LabelFilter(data.labelConfig());
    Sha256 digest = new Sha256();
    add(digest, List.of(codeVersion, data.labelConfig().xml()));
    List<AnnotatedTask> tasks = new ArrayList<>();
    Set<Long> ids = new HashSet<>();
    long annotations = 0;
    while (data.pages().hasNext()) {
      for (Task task : data.pages().next()) {
        if (task.id() != null && !ids.add(task.id())) {
          continue;
        }
        List<Annotation> all = task.annotations();
        for (Annotation annotation : all) {
          annotations += annotation.wasCancelled() ? 0 : 1;
        }
        Annotation chosen = choose(all, filter);
        if (chosen != null) {
          tasks.add(new AnnotatedTask(task, chosen));
          add(digest, content(task, chosen));
        }
      }
    }
    return new Dataset(data.labelConfig(), List.copyOf(tasks), annotations, digest.hex());
  }

  private static @Nullable Annotation choose(List<Annotation> all, LabelFilter filter) {
    Annotation best = null;
    for (Annotation annotation : all) {
      if (annotation.wasCancelled()) {
        continue;
      }
      List<Region> regions = filter.filter(annotation.result());
      if (!regions.isEmpty() && (best == null || isBetter(annotation, best))) {
        best = withResult(annotation, regions);
      }
    }
    return best;
  }

  private static boolean isBetter(Annotation one, Annotation other) {
    if (one.groundTruth() != other.groundTruth()) {
      return one.groundTruth();
    }
    // Equal times: the one that comes later in the list, which is in the order they were made.
    return !changedAt(one).isBefore(changedAt(other));
  }

  private static Instant changedAt(Annotation annotation) {
    String text = annotation.updatedAt() == null ? annotation.createdAt() : annotation.updatedAt();
    try {
      return text == null ? Instant.MIN : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.MIN;
    }
  }

  private static Annotation withResult(Annotation annotation, List<Region> regions) {
    return new Annotation(
        annotation.id(),
        List.copyOf(regions),
        annotation.wasCancelled(),
        annotation.groundTruth(),
        annotation.completedBy(),
        annotation.createdAt(),
        annotation.updatedAt(),
        annotation.json());
  }

  private static Map<String, @Nullable Object> content(Task task, Annotation annotation) {
    List<Object> result = new ArrayList<>(annotation.result().size());
    for (Region region : annotation.result()) {
      result.add(region.json());
    }
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("id", task.id());
    content.put("data", task.data());
    content.put("result", result);
    return content;
  }

  private static void add(Sha256 digest, Object json) {
    digest.add(Json.bytes(json));
    digest.add(new byte[] {'\n'});
  }
}
