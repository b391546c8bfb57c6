// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

import static dev.lsml.e2e.parity.Ask.CONFIG;
import static dev.lsml.e2e.parity.Ask.PROJECT;
import static dev.lsml.e2e.parity.Ask.get;
import static dev.lsml.e2e.parity.Ask.post;

import java.util.List;
import java.util.Map;

/** Calls that only older Label Studio servers make, or that only scripts make. */
final class OldRoutes {
  private static final String OLD = "cheap to answer, and older Label Studio servers ask it";
  private static final String CRASH =
      "1.x fails here unless LABEL_STUDIO_ML_BACKEND_V2 is set; " + OLD;

  private OldRoutes() {}

  static Group all() {
    return new Group("Old routes")
        .differs(
            "POST /train with one task",
            post("/train", train(List.of(annotated()))),
            Reads.JOB,
            "5xx",
            "404",
            "2xx, a job, text",
            CRASH)
        .differs(
            "POST /train with no task",
            post("/train", train(List.of())),
            Reads.JOB,
            "4xx",
            "404",
            "2xx, a job, text",
            "there may be annotations to fetch all the same; " + OLD)
        .differs(
            "GET /versions",
            get("/versions"),
            Reads.VERSIONS,
            "4xx",
            "404",
            "2xx, a list of versions",
            "Label Studio asks with GET, where 1.x wants POST")
        .differs(
            "POST /job_status of an unknown job",
            post("/job_status", Map.of("job", "no-such-job")),
            Reads.JOB_STATUS,
            "404",
            "404",
            "410",
            "410 tells Label Studio that the job is gone")
        .differs(
            "GET /is_training",
            get("/is_training?project=" + PROJECT),
            Reads.IS_TRAINING,
            "5xx",
            "404",
            "2xx, yes or no, boolean",
            CRASH)
        .differs(
            "POST /validate",
            post("/validate", Map.of("config", CONFIG)),
            Reads.NOTHING,
            "404",
            "2xx, JSON",
            OLD)
        .differs(
            "POST /duplicate_model",
            post("/duplicate_model", Map.of("project_src", PROJECT, "project_dst", "8.1700000000")),
            Reads.NOTHING,
            "404",
            "2xx, JSON",
            OLD)
        .differs(
            "POST /delete",
            post("/delete", Map.of("project", "9.1700000000")),
            Reads.NOTHING,
            "404",
            "2xx, JSON",
            OLD)
        .differs(
            "GET /metrics",
            get("/metrics"),
            Reads.NOTHING,
            "2xx, JSON",
            "2xx, not JSON",
            "the SDK answers {}; lsml answers what Prometheus reads, and Label Studio never asks");
  }

  private static Map<String, Object> train(List<?> tasks) {
    return Map.of(
        "annotations", tasks, "project", PROJECT, "label_config", CONFIG, "params", Map.of());
  }

  private static Map<String, Object> annotated() {
    Map<String, Object> region =
        Map.of(
            "from_name", "sentiment",
            "to_name", "text",
            "type", "choices",
            "value", Map.of("choices", List.of("Positive")));
    return Map.of(
        "id", 1,
        "data", Map.of("review", "good"),
        "annotations", List.of(Map.of("id", 1, "result", List.of(region))));
  }
}
