// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.Json;
import dev.lsml.core.protocol.ProtocolCodec;
import dev.lsml.core.protocol.SetupRequest;
import java.util.Map;
import java.util.function.Consumer;

/**
 * {@code POST /setup}: notes what Label Studio tells, and answers the version in force.
 * Thread-safe.
 */
final class SetupHandler implements HttpHandler {
  private final Projects projects;
  private final Consumer<SetupRequest> contacts;

  /**
   * Makes one.
   *
   * @param contacts is told how Label Studio can be called back for the project
   */
  SetupHandler(Projects projects, Consumer<SetupRequest> contacts) {
    this.projects = projects;
    this.contacts = contacts;
  }

  @Override
  public HttpResponse handle(HttpRequest http) throws Exception {
    SetupRequest request = ProtocolCodec.setup(Json.read(http.body()));
    contacts.accept(request);
    return HttpResponse.json(
        200, Map.of("model_version", projects.of(request.project()).setup(request)));
  }
}
