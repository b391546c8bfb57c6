// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.google.GoogleService;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Cloud Run service as the API v2 tells of it. Immutable.
 *
 * @param url its address, {@code null} while Cloud Run has not made it yet
 * @param isReady whether its last change has come into force
 * @param message why not, {@code null} when nothing is told
 * @param revision short name of the newest revision that is ready, {@code null} for none
 * @param image of the newest revision, with its digest
 * @param traffic who gets how much, such as {@code texts-00003-abc 100 %}
 * @param updatedAt when it was last changed, ISO 8601; {@code null} when not told
 * @param environment its plain variables by name; secrets are not among them
 */
public record DeployedService(
    @Nullable String url,
    boolean isReady,
    @Nullable String message,
    @Nullable String revision,
    String image,
    List<String> traffic,
    @Nullable String updatedAt,
    Map<String, String> environment) {

  /** Copies the collections. */
  public DeployedService {
    traffic = List.copyOf(traffic);
    environment = Map.copyOf(environment);
  }

  /** Reads a service; {@code null} when it was never deployed. */
  public static @Nullable DeployedService find(GoogleApi api, Place place) {
    JsonView service = api.find(GoogleService.RUN, "v2/" + place.servicePath());
    return service == null ? null : of(service);
  }

  /**
   * Reads a service that has to be there.
   *
   * @throws DeployException when it was never deployed
   */
  public static DeployedService get(GoogleApi api, Place place) {
    DeployedService found = find(api, place);
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
    return found;
  }

  /**
   * Its address, for calling it.
   *
   * @throws DeployException when it has none yet
   */
  public URI address() {
    if (url == null) {
      throw new DeployException(
          "The service has no address",
          message == null ? "Cloud Run has not finished making it" : message,
          "Deploy it again; mvn lsml:logs shows what it said");
    }
    return URI.create(url);
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
