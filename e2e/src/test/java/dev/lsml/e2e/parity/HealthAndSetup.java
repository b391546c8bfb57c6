// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

import static dev.lsml.e2e.parity.Ask.change;
import static dev.lsml.e2e.parity.Ask.get;
import static dev.lsml.e2e.parity.Ask.post;
import static dev.lsml.e2e.parity.Ask.raw;
import static dev.lsml.e2e.parity.Ask.setup;
import static dev.lsml.e2e.parity.Ask.without;
import static dev.lsml.e2e.parity.Reads.NOTHING;
import static dev.lsml.e2e.parity.Reads.VERSION;

import dev.lsml.core.json.Json;
import java.util.List;
import java.util.Map;

/** The calls that Label Studio makes on every opening of a page. */
final class HealthAndSetup {
  private static final String TEXT = "2xx, a version, text";
  private static final String ROOM_FOR_SLASH =
      "a slash too many should not be an outage, and must not be a redirect";

  private HealthAndSetup() {}

  static Group health() {
    return new Group("Health")
        .same("GET /health", get("/health"), NOTHING, "2xx, JSON")
        .same("GET /", get("/"), NOTHING, "2xx, JSON")
        .differs("GET /health/", get("/health/"), NOTHING, "404", "2xx, JSON", ROOM_FOR_SLASH)
        .same("POST /health", post("/health", Map.of()), NOTHING, "4xx")
        .same("GET /no-such-route", get("/no-such-route"), NOTHING, "404");
  }

  static Group setups() {
    return new Group("Setup")
        .same("as Label Studio sends it", post("/setup", setup()), VERSION, TEXT)
        .differs(
            "extra_params is an object",
            post("/setup", change(setup(), "extra_params", Map.of("threshold", 0.5))),
            VERSION,
            TEXT,
            "5xx",
            TEXT,
            "the API of Label Studio lets a user store an object; 2.x can keep only text")
        .same(
            "extra_params is a string with JSON in it",
            post("/setup", change(setup(), "extra_params", "{\"threshold\": 0.5}")),
            VERSION,
            TEXT)
        .same(
            "extra_params is any other string",
            post("/setup", change(setup(), "extra_params", "fast")),
            VERSION,
            TEXT)
        .same(
            "hostname, access_token and extra_params are missing",
            post("/setup", without(setup(), "hostname", "access_token", "extra_params")),
            VERSION,
            TEXT)
        .same(
            "with keys that nobody knows",
            post("/setup", change(setup(), "force_reload", true)),
            VERSION,
            TEXT)
        .differs(
            "project is missing",
            post("/setup", without(setup(), "project")),
            VERSION,
            TEXT,
            "5xx",
            TEXT,
            "people try a backend with curl; 2.x stops at the missing uid")
        .differs(
            "project is a number",
            post("/setup", change(setup(), "project", 7)),
            VERSION,
            TEXT,
            "5xx",
            TEXT,
            "people try a backend with curl; 2.x stops at a uid that is no text")
        .differs(
            "schema is `<View></View>`, as in a new project",
            post("/setup", change(setup(), "schema", "<View></View>")),
            VERSION,
            "5xx",
            TEXT,
            TEXT,
            "1.x builds the model in /setup, and its models expect their control tag to be there")
        .differs(
            "schema is no XML",
            post("/setup", change(setup(), "schema", "<View>")),
            VERSION,
            "5xx",
            TEXT,
            "a failed setup shuts the backend off in Label Studio, so the config is judged where it is"
                + " used")
        .differs(
            "the body is no JSON",
            raw("/setup", "{"),
            VERSION,
            "5xx",
            "4xx",
            "the fault is the caller's")
        .differs(
            "the body is an array",
            post("/setup", List.of()),
            VERSION,
            "5xx",
            "4xx",
            "the fault is the caller's")
        .differs(
            "Content-Type is text/plain",
            raw("/setup", Json.text(setup())).ofType("text/plain"),
            VERSION,
            "5xx",
            TEXT,
            "nothing else than JSON can be meant")
        .differs("POST /setup/", post("/setup/", setup()), VERSION, "404", TEXT, ROOM_FOR_SLASH)
        .same("GET /setup", get("/setup"), VERSION, "4xx");
  }
}
