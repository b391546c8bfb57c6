// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.Transport.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls Label Studio's API (protocol §5.2, §5.3, §2.5): {@link #call} for anything, and a method
 * each for what training, registration and diagnosis need.
 *
 * <p>Reading calls are repeated after a lost connection and after 429, 502, 503 and 504; a refusal
 * is final. Every method throws {@link LabelStudioException} when the call fails, and {@link
 * JsonException} when the answer has a shape that it should not have.
 *
 * <p>Thread-safe. Making one opens nothing and loads no HTTP client: the first call does.
 */
public final class LabelStudioClient {
  private static final int PAGE_SIZE = 100;

  private final Credentials credentials;
  private final Calls calls;

  /** A client for the server at an address, acting with a key. */
  public LabelStudioClient(BaseUrl base, ApiKey key, ClientOptions options) {
    this(base, key, options, new LateTransport(options));
  }

  LabelStudioClient(BaseUrl base, ApiKey key, ClientOptions options, Transport transport) {
    Retries retries = new Retries(transport, options);
    this.credentials =
        new Credentials(base, key, options.clock(), new TokenExchange(base, retries));
    this.calls = new Calls(retries, credentials);
  }

  /** The server's address. */
  public BaseUrl base() {
    return credentials.base();
  }

  /** The credentials, for those who fetch files from the same server. */
  public Credentials credentials() {
    return credentials;
  }

  /**
   * Makes any call.
   *
   * @param method such as {@code GET}
   * @param path below the address, as the protocol writes it, percent-encoded, with its query
   * @param body plain JSON values, {@code null} for no body
   * @return plain JSON values, {@code null} when the answer is empty
   */
  public @Nullable Object call(String method, String path, @Nullable Object body) {
    URI uri = base().at(path);
    Reply reply = calls.send(method, uri, body == null ? null : Json.bytes(body));
    if (reply.body().length == 0) {
      return null;
    }
    try {
      return Json.read(reply.body());
    } catch (JsonException e) {
      throw Failures.notJson(method, uri, reply, e);
    }
  }

  /** Reads a path; see {@link #call}. */
  public JsonView get(String path) {
    return JsonView.of(call("GET", path, null));
  }

  /** Sends a body to a path; see {@link #call}. */
  public JsonView post(String path, Object body) {
    return JsonView.of(call("POST", path, body));
  }

  /** Label Studio's own version, such as {@code 1.22.0}. */
  public String version() {
    return get("/api/version/").get("release").string();
  }

  /** The user whom the key belongs to: {@code id}, {@code email} and more. */
  public JsonView whoami() {
    return get("/api/current-user/whoami");
  }

  /** A project. */
  public Project project(long id) {
    return Project.of(get("/api/projects/" + id + "/"));
  }

  /** Makes a project; the keys are at least {@code title} and {@code label_config}. */
  public Project createProject(Map<String, ?> fields) {
    return Project.of(post("/api/projects/", fields));
  }

  /** Changes some fields of a project, such as {@code model_version}. */
  public Project patchProject(long id, Map<String, ?> fields) {
    return Project.of(JsonView.of(call("PATCH", "/api/projects/" + id + "/", fields)));
  }

  /** All tasks of a project. */
  public TaskPages tasks(long project) {
    return new TaskPages(this, project, null, PAGE_SIZE);
  }

  /** The tasks of a project whose ids lie between two, both included. */
  public TaskPages tasksBetween(long project, long first, long last) {
    Map<String, Object> between =
        Map.of(
            "filter", "filter:tasks:id",
            "operator", "in",
            "type", "Number",
            "value", Map.of("min", first, "max", last));
    return new TaskPages(
        this, project, Map.of("conjunction", "and", "items", List.of(between)), PAGE_SIZE);
  }

  /** The tasks of a project that have an annotation which is not just a skip. */
  public TaskPages labelledTasks(long project) {
    Map<String, Object> labelled =
        Map.of(
            "filter", "filter:tasks:total_annotations",
            "operator", "greater",
            "type", "Number",
            "value", 0);
    return new TaskPages(
        this, project, Map.of("conjunction", "and", "items", List.of(labelled)), PAGE_SIZE);
  }

  /** Imports tasks: bare data, or objects with {@code data} and maybe annotations. */
  public JsonView importTasks(long project, List<?> tasks) {
    return post("/api/projects/" + project + "/import", tasks);
  }

  /**
   * Imports predictions: objects with {@code task}, {@code result}, {@code score}, {@code
   * model_version}.
   */
  public JsonView importPredictions(long project, List<?> predictions) {
    return post("/api/projects/" + project + "/import/predictions", predictions);
  }

  /** Annotates a task, as a person would. */
  public JsonView createAnnotation(long task, Map<String, ?> annotation) {
    return post("/api/tasks/" + task + "/annotations/", annotation);
  }

  /** How many predictions of each version a project has stored. */
  public Map<String, @Nullable Object> modelVersions(long project) {
    return get("/api/projects/" + project + "/model-versions/").object();
  }

  /** Deletes a project's stored predictions of one version. */
  public void deleteModelVersion(long project, String version) {
    call(
        "DELETE",
        "/api/projects/" + project + "/model-versions/",
        Map.of("model_version", version));
  }

  /**
   * Runs an action of the data manager, such as {@code retrieve_tasks_predictions}.
   *
   * @param tasks the ids, empty for all tasks of the project
   */
  public JsonView action(long project, String action, List<Long> tasks) {
    Map<String, Object> selected =
        tasks.isEmpty()
            ? Map.of("all", true, "excluded", List.of())
            : Map.of("all", false, "included", tasks);
    return post(
        "/api/dm/actions?id="
            + URLEncoder.encode(action, StandardCharsets.UTF_8)
            + "&project="
            + project,
        Map.of("selectedItems", selected));
  }

  /** The ML backends registered with a project. */
  public List<JsonView> backends(long project) {
    return get("/api/ml/?project=" + project).items();
  }

  /** Registers an ML backend; Label Studio calls its health and setup before it answers. */
  public JsonView createBackend(Map<String, ?> fields) {
    return post("/api/ml/", fields);
  }

  /**
   * Changes a registered ML backend.
   *
   * @throws IllegalArgumentException when {@code url} or {@code project} is missing, since Label
   *     Studio answers that with 500
   */
  public JsonView patchBackend(long id, Map<String, ?> fields) {
    if (!fields.containsKey("url") || !fields.containsKey("project")) {
      throw new IllegalArgumentException(
          "a change of an ML backend must repeat its url and its project");
    }
    return JsonView.of(call("PATCH", "/api/ml/" + id, fields));
  }

  /** Removes an ML backend; its webhook stays. */
  public void deleteBackend(long id) {
    call("DELETE", "/api/ml/" + id, null);
  }

  /** Presses the button that starts training. */
  public void trainBackend(long id) {
    call("POST", "/api/ml/" + id + "/train", Map.of());
  }

  /** The webhooks of a project. */
  public List<JsonView> webhooks(long project) {
    return get("/api/webhooks/?project=" + project).items();
  }

  /** Makes a webhook. */
  public JsonView createWebhook(Map<String, ?> fields) {
    return post("/api/webhooks/", fields);
  }

  /** Changes some fields of a webhook, such as its {@code headers}. */
  public JsonView patchWebhook(long id, Map<String, ?> fields) {
    return JsonView.of(call("PATCH", "/api/webhooks/" + id + "/", fields));
  }

  /** Removes a webhook. */
  public void deleteWebhook(long id) {
    call("DELETE", "/api/webhooks/" + id + "/", null);
  }
}
