// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.Backend;
import dev.lsml.e2e.parts.Http;
import dev.lsml.e2e.parts.Reply;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server that the table is asked of. */
final class Subject implements AutoCloseable {
  static final String SECRET_HEADER = "X-Lsml-Webhook-Secret";
  static final String SECRET = "a shared secret";
  static final Map<String, String> SETTINGS =
      Map.of("BASIC_AUTH_USER", "label-studio", "BASIC_AUTH_PASS", "open sesame");

  private final Backend backend;

  Subject(Backend backend) {
    this.backend = backend;
  }

  /** Asks what a row asks and puts the answer into words. */
  String answer(Row row) throws IOException, InterruptedException {
    Reply reply = send(row.ask());
    boolean predicted = row.reads() == Reads.RESULTS && reply.status() == 200;
    return row.reads().of(reply, predicted ? versionNow(row.ask()) : null);
  }

  @Override
  public void close() {
    backend.close();
  }

  /** What /setup answers for the project of a request. */
  private @Nullable Object versionNow(Ask ask) throws IOException, InterruptedException {
    JsonView project = JsonView.of(Json.read(String.valueOf(ask.body()))).get("project");
    Object setup =
        project.isNull() ? Ask.setup() : Ask.change(Ask.setup(), "project", project.value());
    return send(Ask.post("/setup", setup)).expect(200).json().get("model_version").value();
  }

  private Reply send(Ask ask) throws IOException, InterruptedException {
    Map<String, String> headers = new HashMap<>(ask.headers());
    if (ask.contentType() != null) {
      headers.put("Content-Type", ask.contentType());
    }
    if (ask.user() != Ask.User.NOBODY) {
      headers.put(
          "Authorization",
          Http.basic("label-studio", ask.user() == Ask.User.RIGHT ? "open sesame" : "open barley"));
    }
    return Http.call(ask.method(), backend.url().resolve(ask.path()), headers, ask.body());
  }
}
