// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

import static dev.lsml.e2e.parity.Ask.get;
import static dev.lsml.e2e.parity.Ask.post;
import static dev.lsml.e2e.parity.Ask.predict;
import static dev.lsml.e2e.parity.Ask.setup;
import static dev.lsml.e2e.parity.Ask.webhook;

/** Every server runs with basic auth on, and every other request of the table is signed. */
final class Authentication {
  private static final String NONE = "1.x has no authentication";

  private Authentication() {}

  static Group all() {
    return new Group("Basic auth")
        .differs(
            "GET /health, unsigned",
            get("/health").as(Ask.User.NOBODY),
            Reads.NOTHING,
            "2xx, JSON",
            "401",
            "2xx, JSON",
            "the platform's own probes have no password, and health tells nothing")
        .differs(
            "GET /health, wrong password",
            get("/health").as(Ask.User.WRONG),
            Reads.NOTHING,
            "2xx, JSON",
            "401",
            "401",
            NONE)
        .differs(
            "POST /setup, unsigned",
            post("/setup", setup()).as(Ask.User.NOBODY),
            Reads.VERSION,
            "2xx, a version, text",
            "401",
            "401",
            NONE)
        .differs(
            "POST /predict, wrong password",
            post("/predict", predict("good")).as(Ask.User.WRONG),
            Reads.RESULTS,
            "2xx, 1 result: labelled, no version",
            "401",
            "401",
            NONE)
        .differs(
            "POST /webhook, unsigned",
            post("/webhook", webhook("PROJECT_CREATED")).as(Ask.User.NOBODY),
            Reads.NOTHING,
            "2xx, JSON",
            "401",
            "401",
            NONE)
        .differs(
            "POST /webhook, unsigned, with the shared secret in a header",
            post("/webhook", webhook("PROJECT_CREATED"))
                .as(Ask.User.NOBODY)
                .with(Subject.SECRET_HEADER, Subject.SECRET),
            Reads.NOTHING,
            "2xx, JSON",
            "401",
            "2xx, JSON",
            "Label Studio never signs a webhook, but sends the headers that its record holds");
  }
}
