// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.Reply;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Label Studio reads of an answer to a kind of request (protocol §1), put into a few words.
 * Two answers with the same words are the same to Label Studio.
 */
enum Reads {
  /** Nothing but that the status is good and the body is JSON. */
  NOTHING {
    @Override
    String words(JsonView body, @Nullable Object version) {
      return "JSON";
    }
  },
  /** The key {@code model_version}. */
  VERSION {
    @Override
    String words(JsonView body, @Nullable Object version) {
      return body.has("model_version")
          ? "a version, " + kind(body.get("model_version"))
          : "no version";
    }
  },
  /** The list {@code results}, of each its regions, score and version. */
  RESULTS {
    @Override
    String words(JsonView body, @Nullable Object version) {
      if (!(body.get("results").value() instanceof List<?> results)) {
        return "no results";
      }
      Set<String> regions = new LinkedHashSet<>();
      Set<String> versions = new LinkedHashSet<>();
      for (JsonView result : body.get("results").items()) {
        regions.add(regions(result));
        versions.add(version(result, version));
      }
      return results.size()
          + (results.size() == 1 ? " result" : " results")
          + (results.isEmpty() ? "" : ": " + all(regions) + ", " + all(versions));
    }
  },
  /** The key {@code job}, which training may answer. */
  JOB {
    @Override
    String words(JsonView body, @Nullable Object version) {
      return body.has("job") ? "a job, " + kind(body.get("job")) : "no job";
    }
  },
  /** The list {@code versions}. */
  VERSIONS {
    @Override
    String words(JsonView body, @Nullable Object version) {
      return body.get("versions").value() instanceof List<?> ? "a list of versions" : "no versions";
    }
  },
  /** The key {@code job_status}. */
  JOB_STATUS {
    @Override
    String words(JsonView body, @Nullable Object version) {
      return body.has("job_status") ? "a status, " + kind(body.get("job_status")) : "no status";
    }
  },
  /** The key {@code is_training}. */
  IS_TRAINING {
    @Override
    String words(JsonView body, @Nullable Object version) {
      return body.has("is_training") ? "yes or no, " + kind(body.get("is_training")) : "no answer";
    }
  };

  /**
   * Puts an answer into words.
   *
   * @param version what the same server's /setup answered just before
   */
  String of(Reply reply, @Nullable Object version) {
    if (reply.status() >= 300) {
      return status(reply.status());
    }
    JsonView body;
    try {
      body = reply.json();
    } catch (AssertionError notJson) {
      return "2xx, not JSON";
    }
    if (this != NOTHING && !(body.value() instanceof Map<?, ?>)) {
      return "2xx, JSON but no object";
    }
    return "2xx, " + words(body, version);
  }

  abstract String words(JsonView body, @Nullable Object version);

  /** Label Studio tells these apart: 401 at registration, 404 for old routes, 410 for jobs. */
  private static String status(int status) {
    return status == 401 || status == 404 || status == 410
        ? Integer.toString(status)
        : status / 100 + "xx";
  }

  private static String all(Set<String> kinds) {
    return String.join(" and ", kinds);
  }

  private static String regions(JsonView result) {
    if (!(result.value() instanceof Map<?, ?>)) {
      return kind(result);
    }
    String score = result.get("score").value() instanceof Number ? "" : " without score";
    return result.get("result").value() instanceof List<?> list
        ? (list.isEmpty() ? "empty" : "labelled") + score
        : "no regions" + score;
  }

  private static String version(JsonView result, @Nullable Object ofSetup) {
    if (!result.has("model_version")) {
      return "no version";
    }
    Object own = result.get("model_version").value();
    return own != null && own.equals(ofSetup) ? "version of /setup" : "another version";
  }

  private static String kind(JsonView view) {
    Object value = view.value();
    return value == null
        ? "null"
        : value instanceof String
            ? "text"
            : value instanceof Boolean
                ? "boolean"
                : value instanceof Number ? "number" : "object or array";
  }
}
