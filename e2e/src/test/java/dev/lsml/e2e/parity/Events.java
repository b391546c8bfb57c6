// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

import static dev.lsml.e2e.parity.Ask.post;
import static dev.lsml.e2e.parity.Ask.raw;
import static dev.lsml.e2e.parity.Ask.webhook;
import static dev.lsml.e2e.parity.Ask.without;
import static dev.lsml.e2e.parity.Reads.JOB;
import static dev.lsml.e2e.parity.Reads.NOTHING;

import java.util.List;
import java.util.Map;

/** What Label Studio tells a backend. */
final class Events {
  private Events() {}

  static Group all() {
    Group group = new Group("Webhook");
    for (String action :
        List.of(
            "ANNOTATION_CREATED",
            "ANNOTATION_UPDATED",
            "ANNOTATIONS_CREATED",
            "ANNOTATIONS_DELETED",
            "PROJECT_UPDATED",
            "TASKS_CREATED",
            "NEVER_HEARD_OF")) {
      group.same(action, post("/webhook", webhook(action)), NOTHING, "2xx, JSON");
    }
    return group
        .differs(
            "START_TRAINING",
            post("/webhook", webhook("START_TRAINING")),
            JOB,
            "2xx, no job",
            "2xx, a job, text",
            "Label Studio keeps the name of a job, and /job_status tells how it stands")
        .differs(
            "ANNOTATION_CREATED of a webhook that sends no payload",
            post("/webhook", Map.of("action", "ANNOTATION_CREATED")),
            NOTHING,
            "2xx, JSON",
            "5xx",
            "2xx, JSON",
            "Label Studio has a switch for that, and some releases turn a webhook off after"
                + " failures")
        .differs(
            "no action",
            post("/webhook", without(webhook("ANY"), "action")),
            NOTHING,
            "5xx",
            "4xx",
            "the fault is the caller's")
        .same("the body is no JSON", raw("/webhook", "?"), NOTHING, "4xx")
        .differs(
            "POST /webhook/",
            post("/webhook/", webhook("ANNOTATION_CREATED")),
            NOTHING,
            "404",
            "2xx, JSON",
            "a slash too many should not be an outage, and must not be a redirect");
  }
}
