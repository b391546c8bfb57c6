// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import static dev.lsml.e2e.google.Values.blocks;
import static dev.lsml.e2e.google.Values.object;
import static dev.lsml.e2e.google.Values.string;

import dev.lsml.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code google_storage_bucket}s real in a Cloud Storage that speaks the JSON API, by the
 * same rules as the provider: one with objects is deleted only with {@code force_destroy}, and then
 * with all their versions.
 */
public final class GcsBuckets implements GoogleControl {
  private static final String BUCKET = "google_storage_bucket";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String api;

  /**
   * Buckets of one server.
   *
   * @param url such as {@code http://127.0.0.1:4443}, without a trailing slash
   */
  public GcsBuckets(String url) {
    this.api = url + "/storage/v1/b";
  }

  @Override
  public Map<String, @Nullable Object> apply(
      String type,
      @Nullable Map<String, @Nullable Object> prior,
      Map<String, @Nullable Object> planned)
      throws ControlException {
    if (type.equals(BUCKET)) {
      Map<String, @Nullable Object> resource = resource(planned);
      HttpResponse<byte[]> answer =
          prior == null
              ? send("POST", "?project=" + planned.get("project"), resource)
              : send("PATCH", "/" + string(planned, "name"), resource);
      if (answer.statusCode() != 200) {
        throw new ControlException(
            "googleapi: Error "
                + answer.statusCode()
                + ": "
                + new String(answer.body(), StandardCharsets.UTF_8));
      }
    }
    return Map.of();
  }

  /** The part of the settings that changes how the server behaves, or that one asks for. */
  private static Map<String, @Nullable Object> resource(Map<String, @Nullable Object> planned) {
    Map<String, @Nullable Object> resource = new LinkedHashMap<>();
    resource.put("name", planned.get("name"));
    resource.put("location", string(planned, "location").toUpperCase(Locale.ROOT));
    resource.put("labels", planned.get("effective_labels"));
    resource.put(
        "iamConfiguration",
        Map.of(
            "uniformBucketLevelAccess",
            Map.of("enabled", Boolean.TRUE.equals(planned.get("uniform_bucket_level_access"))),
            "publicAccessPrevention",
            string(planned, "public_access_prevention")));
    for (Map<String, @Nullable Object> versioning : blocks(planned, "versioning")) {
      resource.put("versioning", Map.of("enabled", Boolean.TRUE.equals(versioning.get("enabled"))));
    }
    return resource;
  }

  @Override
  public void delete(String type, Map<String, @Nullable Object> state) throws ControlException {
    if (!type.equals(BUCKET)) {
      return;
    }
    String name = string(state, "name");
    List<Map<String, @Nullable Object>> versions = versions(name);
    if (!versions.isEmpty() && !Boolean.TRUE.equals(state.get("force_destroy"))) {
      throw new ControlException(
          "Error trying to delete bucket " + name + " without `force_destroy` set to true");
    }
    for (Map<String, @Nullable Object> version : versions) {
      String object = URLEncoder.encode(string(version, "name"), StandardCharsets.UTF_8);
      send(
          "DELETE",
          "/"
              + name
              + "/o/"
              + object.replace("+", "%20")
              + "?generation="
              + version.get("generation"),
          null);
    }
    HttpResponse<byte[]> answer = send("DELETE", "/" + name, null);
    if (answer.statusCode() >= 300) {
      throw new ControlException(new String(answer.body(), StandardCharsets.UTF_8));
    }
  }

  private List<Map<String, @Nullable Object>> versions(String bucket) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    String page = "";
    do {
      Map<String, @Nullable Object> listing =
          json(send("GET", "/" + bucket + "/o?versions=true" + page, null));
      all.addAll(blocks(listing, "items"));
      page =
          listing.get("nextPageToken") instanceof String token
              ? "&pageToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8)
              : "";
    } while (!page.isEmpty());
    return all;
  }

  @Override
  public @Nullable Map<String, @Nullable Object> read(
      String type, Map<String, @Nullable Object> state) {
    if (!type.equals(BUCKET)) {
      return Map.of();
    }
    return send("GET", "/" + string(state, "name"), null).statusCode() == 404 ? null : Map.of();
  }

  @Override
  public @Nullable Map<String, @Nullable Object> find(String type, String id) {
    if (!type.equals(BUCKET)) {
      return null;
    }
    HttpResponse<byte[]> answer = send("GET", "/" + id, null);
    if (answer.statusCode() == 404) {
      return null;
    }
    Map<String, @Nullable Object> resource = json(answer);
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    found.put("name", id);
    found.put("location", resource.get("location"));
    found.put("storage_class", resource.get("storageClass"));
    found.put("labels", resource.get("labels"));
    if (resource.get("iamConfiguration") instanceof Map<?, ?> access) {
      found.put("public_access_prevention", access.get("publicAccessPrevention"));
      if (access.get("uniformBucketLevelAccess") instanceof Map<?, ?> uniform) {
        found.put("uniform_bucket_level_access", uniform.get("enabled"));
      }
    }
    if (resource.get("versioning") instanceof Map<?, ?> versioning) {
      Map<String, @Nullable Object> block = new LinkedHashMap<>();
      block.put("enabled", versioning.get("enabled"));
      found.put("versioning", List.of(block));
    }
    return found;
  }

  private static Map<String, @Nullable Object> json(HttpResponse<byte[]> answer) {
    return object(Json.read(answer.body()));
  }

  private HttpResponse<byte[]> send(String method, String path, @Nullable Object body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(Json.bytes(body)))
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
