// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.labelstudio;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.deploy.Finding;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The webhook that tells a backend of annotations. Label Studio makes one when a backend is added,
 * without credentials, and where it does not accept the address it makes none and says nothing
 * (protocol §2.1); so it is looked up, completed or made, and looked up again. Thread-safe.
 */
final class Webhooks {
  static final String SECRET_HEADER = "X-Lsml-Webhook-Secret";
  private static final String NO_EVENTS =
      "Label Studio will not tell the backend of new annotations";
  private static final String BUTTON = "; the button Start Training works all the same";

  private final LabelStudioClient client;

  Webhooks(LabelStudioClient client) {
    this.client = client;
  }

  /**
   * Sees to it that the project's webhook for a backend is there, is active and sends the secret.
   *
   * @param backend the backend's address, without a slash at the end
   * @return what is in the way, empty when nothing is
   */
  List<Finding> ensure(long project, String backend, @Nullable String secret) {
    String url = backend + "/webhook";
    List<JsonView> found = find(project, url);
    try {
      if (found.isEmpty()) {
        client.createWebhook(fresh(project, url, secret));
      } else {
        for (JsonView webhook : found) {
          client.patchWebhook(webhook.get("id").whole(), completed(webhook, secret));
        }
      }
    } catch (LabelStudioException e) {
      if (e.status() == 400 || e.status() == 403) {
        return List.of(refused(url, e));
      }
      throw e;
    }
    return readBack(project, url, secret);
  }

  /** Removes the project's webhooks for a backend; gives their number. */
  int remove(long project, String backend) {
    List<JsonView> found = find(project, backend + "/webhook");
    for (JsonView webhook : found) {
      client.deleteWebhook(webhook.get("id").whole());
    }
    return found.size();
  }

  private List<JsonView> find(long project, String url) {
    List<JsonView> found = new ArrayList<>();
    for (JsonView webhook : client.webhooks(project)) {
      boolean isProjects = !webhook.get("project").isNull(); // else it is the whole organization's
      if (isProjects && Wanted.withoutSlash(webhook.get("url").string()).equals(url)) {
        found.add(webhook);
      }
    }
    return found;
  }

  private static Map<String, Object> fresh(long project, String url, @Nullable String secret) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("project", project);
    fields.put("url", url);
    fields.put("send_payload", true);
    fields.put("send_for_all_actions", true);
    fields.put("is_active", true);
    fields.put("headers", secret == null ? Map.of() : Map.of(SECRET_HEADER, secret));
    return fields;
  }

  /** A change empties the list of actions unless it repeats it. */
  private static Map<String, Object> completed(JsonView webhook, @Nullable String secret) {
    Map<String, Object> headers = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> header : headers(webhook).entrySet()) {
      if (header.getValue() != null && !header.getKey().equalsIgnoreCase(SECRET_HEADER)) {
        headers.put(header.getKey(), header.getValue());
      }
    }
    if (secret != null) {
      headers.put(SECRET_HEADER, secret);
    }
    List<Object> actions = new ArrayList<>();
    for (JsonView action : webhook.get("actions").items()) {
      actions.add(action.string());
    }
    return Map.of("headers", headers, "is_active", true, "actions", actions);
  }

  private static Map<String, @Nullable Object> headers(JsonView webhook) {
    Map<String, @Nullable Object> headers = webhook.get("headers").objectOrNull();
    return headers == null ? Map.of() : headers;
  }

  private List<Finding> readBack(long project, String url, @Nullable String secret) {
    List<JsonView> found = find(project, url);
    for (JsonView webhook : found) {
      boolean tells = secret == null || secret.equals(headers(webhook).get(SECRET_HEADER));
      if (tells && webhook.get("is_active").flag(true)) {
        return List.of();
      }
    }
    return List.of(
        Finding.warning(
            NO_EVENTS,
            found.isEmpty()
                ? "the webhook " + url + " was accepted, but is not there"
                : "the webhook " + url + " did not keep its header or is not active",
            "In Label Studio, open the project's Settings, Webhooks, and add "
                + url
                + " with the header "
                + SECRET_HEADER
                + BUTTON));
  }

  private static Finding refused(String url, LabelStudioException e) {
    String host = String.valueOf(URI.create(url).getHost());
    if (e.reason().contains("reserved network address")) {
      return Finding.warning(
          NO_EVENTS,
          "it refuses webhooks to the private address " + host,
          "Run Label Studio with LABEL_STUDIO_SSRF_PROTECTION_ENABLED=false, or give the backend an"
              + " address that is public"
              + BUTTON);
    }
    if (e.status() == 400 && (host.equals("null") || host.indexOf('.') < 0 || host.contains("_"))) {
      return Finding.warning(
          NO_EVENTS,
          "its check of webhook addresses refuses host names without a dot or with an underscore,"
              + " as in "
              + url,
          "Give the backend a name with a dot, such as a network alias ml.internal, or its IP"
              + " address"
              + BUTTON);
    }
    return Finding.warning(
        NO_EVENTS, "it refuses the webhook " + url + ": " + e.reason(), e.remedy());
  }
}
