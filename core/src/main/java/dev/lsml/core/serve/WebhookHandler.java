// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.Json;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.ProtocolCodec;
import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.TrainingRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /webhook}: notes that training may be due and answers at once. Every event gets a
 * 2xx, known or not, since Label Studio disables a webhook after enough failures; the one exception
 * is a START_TRAINING that cannot be noted, where somebody waits to see the error. Thread-safe.
 */
final class WebhookHandler implements HttpHandler {
  private static final Logger LOG = System.getLogger(WebhookHandler.class.getName());
  static final String START_TRAINING = "START_TRAINING";

  private final Projects projects;
  private final ModelType type;
  private final Training training;

  WebhookHandler(Projects projects, ModelType type, Training training) {
    this.projects = projects;
    this.type = type;
    this.training = training;
  }

  @Override
  public HttpResponse handle(HttpRequest http) throws Exception {
    return answer(ProtocolCodec.webhook(Json.read(http.body())));
  }

  HttpResponse answer(WebhookEvent event) throws StoreException {
    ProjectUid project = event.project() == null ? null : full(event.project());
    if (!type.trainable()) {
      return ignored(event, "the model " + type.name() + " does not learn: it has no fit method");
    }
    if (project == null) {
      return ignored(
          event, "it names no project; switch on \"send payload\" of the webhook in Label Studio");
    }
    try {
      TrainingRequest due = training.event(project, event);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("status", "ok");
      if (due != null) {
        answer.put("job", OldRoutes.job(project, due.id()));
      }
      return HttpResponse.json(due == null ? 200 : 201, answer);
    } catch (StoreException e) {
      if (event.action().equals(START_TRAINING)) {
        throw e;
      }
      LOG.log(Level.ERROR, "project " + project + ": an event could not be noted", e);
      return HttpResponse.json(
          200, Map.of("status", "not noted", "detail", "the store cannot be used; see the log"));
    }
  }

  /** Without its creation time a project is known only by id; a full uid of that id is better. */
  private ProjectUid full(ProjectUid uid) {
    if (uid.value().indexOf('.') >= 0) {
      return uid;
    }
    ProjectUid found = null;
    for (ServedProject project : projects.all()) {
      if (project.uid().id().equals(uid.id())) {
        if (found != null) {
          return uid; // two servers with a project of that id: never guess
        }
        found = project.uid();
      }
    }
    return found == null ? uid : found;
  }

  private static HttpResponse ignored(WebhookEvent event, @Nullable String why) {
    LOG.log(Level.INFO, "webhook " + event.action() + " ignored: " + why);
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("status", "ignored");
    answer.put("detail", why);
    return HttpResponse.json(200, answer);
  }
}
