// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

import static dev.lsml.e2e.parity.Ask.change;
import static dev.lsml.e2e.parity.Ask.get;
import static dev.lsml.e2e.parity.Ask.post;
import static dev.lsml.e2e.parity.Ask.predict;
import static dev.lsml.e2e.parity.Ask.predictTasks;
import static dev.lsml.e2e.parity.Ask.raw;
import static dev.lsml.e2e.parity.Ask.without;
import static dev.lsml.e2e.parity.Reads.RESULTS;

import java.util.List;
import java.util.Map;

/** What Label Studio asks of a model. */
final class Predicts {
  private static final String VERSIONS =
      "1.x leaves the version to Label Studio, which then files predictions of an older model"
          + " under a newer version";
  private static final String ONE_BAD_TASK = "one bad task must not cost the others their labels";
  private static final String CALLER = "the fault is the caller's";

  private Predicts() {}

  static Group beforeSetup() {
    return new Group("Before any setup")
        .differs(
            "one task",
            post("/predict", change(predict("good"), "project", "8.1700000000")),
            RESULTS,
            "5xx",
            "2xx, 1 result: labelled, version of /setup",
            "2xx, 1 result: labelled, version of /setup",
            "a new instance may be asked to predict first, and the request holds all it takes");
  }

  static Group all() {
    Group group = new Group("Predict");
    answered(group, "three tasks, as Label Studio sends them", predict("good", "bad", "so so"), 3);
    answered(group, "one task", predict("good"), 1);
    answered(
        group,
        "one task with a context, as a smart tool sends it",
        change(predict("good"), "params", Map.of("context", Map.of("result", List.of()))),
        1);
    answered(
        group,
        "tasks that are only data",
        predictTasks(List.of(Map.of("data", Map.of("review", "good")))),
        1);
    answered(group, "params is missing", without(predict("good"), "params"), 1);
    answered(
        group,
        "with params that nobody knows",
        change(predict("good"), "params", Map.of("hostname", "http://localhost:8080")),
        1);
    answered(group, "text in other scripts", predict("很好", "🙂", "хорошо"), 3);
    group
        .differs(
            "an empty text",
            post("/predict", predict("")),
            RESULTS,
            "2xx, 1 result: labelled, no version",
            "2xx, 1 result: labelled, version of /setup",
            "2xx, 1 result: empty, version of /setup",
            "the example says nothing about nothing; a matter of the model")
        .differs(
            "label_config is missing",
            post("/predict", without(predict("good"), "label_config")),
            RESULTS,
            "2xx, 1 result: labelled, no version",
            "5xx",
            "2xx, 1 result: labelled, version of /setup",
            "the one from /setup serves; 2.x keeps it but does not use it")
        .differs(
            "label_config is no XML",
            post("/predict", change(predict("good"), "label_config", "<View>")),
            RESULTS,
            "2xx, 1 result: labelled, no version",
            "5xx",
            "4xx",
            "1.x looks at the config in /setup only; " + CALLER);
    return refused(badTasks(group));
  }

  private static Group badTasks(Group group) {
    return group
        .differs(
            "the second of two tasks lacks the text",
            post(
                "/predict",
                predictTasks(
                    List.of(Ask.task(1, Map.of("review", "good")), Ask.task(2, Map.of())))),
            RESULTS,
            "5xx",
            "2xx, 2 results: labelled and empty, version of /setup",
            ONE_BAD_TASK)
        .differs(
            "the second of two texts is null",
            post("/predict", predict("good", null)),
            RESULTS,
            "5xx",
            "2xx, 2 results: labelled and empty, version of /setup",
            ONE_BAD_TASK)
        .differs(
            "the second of two texts is an object",
            post("/predict", predict("good", Map.of("a", 1))),
            RESULTS,
            "5xx",
            "2xx, 2 results: labelled and empty, version of /setup",
            ONE_BAD_TASK);
  }

  private static Group refused(Group group) {
    return group
        .differs(
            "no task",
            post("/predict", predictTasks(List.of())),
            RESULTS,
            "2xx, 0 results",
            "4xx",
            "Label Studio never asks about no task, and takes an answer without results for an error")
        .differs(
            "tasks is missing",
            post("/predict", without(predict("good"), "tasks")),
            RESULTS,
            "5xx",
            "4xx",
            CALLER)
        .differs(
            "tasks is an object",
            post("/predict", predictTasks(Map.of("id", 1))),
            RESULTS,
            "5xx",
            "4xx",
            CALLER)
        .differs(
            "the body is no JSON", raw("/predict", "{\"tasks\":"), RESULTS, "5xx", "4xx", CALLER)
        .differs(
            "POST /predict/",
            post("/predict/", predict("good")),
            RESULTS,
            "404",
            "2xx, 1 result: labelled, version of /setup",
            "a slash too many should not be an outage, and must not be a redirect")
        .same("GET /predict", get("/predict"), RESULTS, "4xx");
  }

  private static void answered(Group group, String request, Map<String, ?> body, int tasks) {
    String results = "2xx, " + tasks + (tasks == 1 ? " result" : " results") + ": labelled, ";
    group.differs(
        request,
        post("/predict", body),
        RESULTS,
        results + "no version",
        results + "version of /setup",
        results + "version of /setup",
        VERSIONS);
  }
}
