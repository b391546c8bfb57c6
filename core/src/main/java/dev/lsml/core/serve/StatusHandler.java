// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.page.StatusPage;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.ProtocolCodec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /status}: per project the version in force, how training stands, the last error and the
 * figures of each kept version; a page for a browser, JSON for everyone else. {@code ?project=UID}
 * asks for one. A POST is the page's form, which tries a prediction and changes nothing.
 * Thread-safe.
 *
 * <p>The page's classes and the look into the store are loaded when they are first asked for, since
 * a cold start has no use for them.
 */
final class StatusHandler implements HttpHandler {
  private final Projects projects;
  private final ModelType type;
  private final Training training;
  private final Metrics metrics;
  private final HttpHandler predict;
  private @Nullable StatusReader reader;

  StatusHandler(
      Projects projects, ModelType type, Training training, Metrics metrics, HttpHandler predict) {
    this.projects = projects;
    this.type = type;
    this.training = training;
    this.metrics = metrics;
    this.predict = predict;
  }

  static boolean isForBrowser(HttpRequest request) {
    return request.headers().contains("Accept", "text/html");
  }

  @Override
  public HttpResponse handle(HttpRequest request) throws Exception {
    String asked = request.queryParameters().get("project");
    ProjectUid project = asked == null ? null : ProtocolCodec.uid(new JsonView(asked, "project"));
    if (request.method().equals("POST")) {
      HttpResponse refusal = TriedPrediction.refusal(request);
      if (refusal != null) {
        return refusal;
      }
      TriedPrediction tried = TriedPrediction.of(request, predict);
      String html = StatusPage.html(reader().read(project), tried.json());
      return page(tried.status(), html);
    }
    Map<String, @Nullable Object> status = reader().read(project);
    return isForBrowser(request)
        ? page(200, StatusPage.html(status, null))
        : HttpResponse.json(200, status);
  }

  /** The page with what this process has in memory. */
  HttpResponse fromMemory() {
    return page(200, StatusPage.html(reader().remember(), null));
  }

  private static HttpResponse page(int status, String html) {
    HttpResponse page = HttpResponse.text(status, "text/html", html);
    for (Map.Entry<String, String> header : StatusPage.HEADERS.entrySet()) {
      page = page.with(header.getKey(), header.getValue());
    }
    return page;
  }

  private synchronized StatusReader reader() {
    StatusReader made = reader;
    if (made == null) {
      made = new StatusReader(projects, type, training, metrics);
      reader = made;
    }
    return made;
  }
}
