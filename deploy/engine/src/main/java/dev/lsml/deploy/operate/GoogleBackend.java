// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.google.GoogleService;
import dev.lsml.deploy.google.Secrets;
import dev.lsml.deploy.plan.SecretNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A backend on Cloud Run, as the API v2 tells of it. Thread-safe. */
public final class GoogleBackend implements Backend {
  private static final int TRAININGS = 5;

  private final GoogleApi api;
  private final Place place;

  /** Makes one; asks nobody yet. */
  public GoogleBackend(GoogleApi api, Place place) {
    this.api = api;
    this.place = place;
  }

  @Override
  public String service() {
    return place.service();
  }

  @Override
  public String place() {
    return place.toString();
  }

  @Override
  public String revisionTitle() {
    return "Revision";
  }

  @Override
  public SecretNames secretNames() {
    return place.names();
  }

  @Override
  public @Nullable String secret(String name) {
    Secrets.Value value = new Secrets(api).latest(name);
    return value == null ? null : value.value();
  }

  @Override
  public LogSource logs() {
    return new GoogleLogs(api, place);
  }

  @Override
  public List<String> trainings(DeployedService deployed) {
    List<String> lines = new ArrayList<>();
    for (JobExecution execution : JobExecution.last(api, place, TRAININGS)) {
      lines.add(words(execution));
    }
    return lines.isEmpty() ? List.of("none yet in Cloud Run job " + place.names().job()) : lines;
  }

  private static String words(JobExecution execution) {
    Duration time = execution.time();
    return execution.name()
        + "  "
        + execution.state().name().toLowerCase(Locale.ROOT)
        + "  "
        + execution.createdAt()
        + (time == null ? "" : "  " + time.toSeconds() + " s")
        + (execution.message() == null ? "" : "  " + execution.message());
  }

  @Override
  public DeployedService deployed() {
    JsonView found = api.find(GoogleService.RUN, "v2/" + place.servicePath());
    if (found == null) {
      throw new DeployException(
          "There is no service " + place.service() + " to look after",
          "Cloud Run has none of that name in region "
              + place.region()
              + " of project "
              + place.project(),
          "Deploy it with mvn deploy -Pgcp -Dgcp.project="
              + place.project()
              + ", or name another with -Dgcp.service= and -Dgcp.region=");
    }
    return of(found);
  }

  private static DeployedService of(JsonView service) {
    JsonView condition = service.get("terminalCondition");
    JsonView container = first(service.get("template").get("containers"));
    String image = container.get("image").stringOrNull();
    return new DeployedService(
        service.get("uri").stringOrNull(),
        "CONDITION_SUCCEEDED".equals(condition.get("state").stringOrNull()),
        condition.get("message").stringOrNull(),
        lastPart(service.get("latestReadyRevision").stringOrNull()),
        image == null ? "unknown" : image,
        traffic(service),
        service.get("updateTime").stringOrNull(),
        environment(container));
  }

  private static JsonView first(JsonView list) {
    List<JsonView> items = list.items();
    return items.isEmpty() ? JsonView.of(null) : items.get(0);
  }

  private static List<String> traffic(JsonView service) {
    List<String> traffic = new ArrayList<>();
    for (JsonView status : service.get("trafficStatuses").items()) {
      String revision = lastPart(status.get("revision").stringOrNull());
      Long percent = status.get("percent").wholeOrNull();
      String tag = status.get("tag").stringOrNull();
      traffic.add(
          (revision == null ? "the newest revision" : revision)
              + " "
              + (percent == null ? 0 : percent)
              + " %"
              + (tag == null || tag.isEmpty() ? "" : " (" + tag + ")"));
    }
    return traffic;
  }

  private static Map<String, String> environment(JsonView container) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonView variable : container.get("env").items()) {
      String value = variable.get("value").stringOrNull();
      if (value != null) {
        environment.put(variable.get("name").string(), value);
      }
    }
    return environment;
  }

  static @Nullable String lastPart(@Nullable String name) {
    return name == null ? null : name.substring(name.lastIndexOf('/') + 1);
  }
}
