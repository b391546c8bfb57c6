// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which address means what: the JSON API below {@code /storage/v1}, {@code /upload/storage/v1} and
 * {@code /download/storage/v1}, and reads of the XML API at {@code /BUCKET/OBJECT}. Thread-safe.
 */
final class Routes {
  private static final String JSON_API = "/storage/v1/";
  private static final String UPLOAD = "/upload" + JSON_API;
  private static final String DOWNLOAD = "/download" + JSON_API;

  private final Buckets buckets;
  private final ObjectsApi objects;
  private final Uploads uploads;
  private volatile int largestPage = 1000;

  Routes(Buckets buckets, String url) {
    this.buckets = buckets;
    this.objects = new ObjectsApi(buckets, url);
    this.uploads = new Uploads(buckets, url);
  }

  void largestPage(int entries) {
    largestPage = entries;
  }

  GcsAnswer answer(GcsRequest request, byte[] body) {
    String path = request.path();
    boolean json =
        path.startsWith(JSON_API) || path.startsWith(UPLOAD) || path.startsWith(DOWNLOAD);
    try {
      if (!json) {
        return xml(request, path);
      }
      String[] steps = path.substring(path.indexOf(JSON_API) + JSON_API.length()).split("/", -1);
      for (int i = 0; i < steps.length; i++) {
        steps[i] = Encoding.path(steps[i]);
      }
      if (!steps[0].equals("b")) {
        throw GcsFailure.notFound();
      }
      return path.startsWith(UPLOAD)
          ? uploads.answer(request, steps[1], body)
          : answer(request, steps, body);
    } catch (GcsFailure e) {
      return json ? e.answer() : e.xmlAnswer();
    } catch (JsonException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return GcsFailure.invalid("Bad request: " + e.getMessage()).answer();
    }
  }

  private GcsAnswer answer(GcsRequest request, String[] steps, byte[] body) throws GcsFailure {
    if (steps.length <= 2) {
      return buckets(request, steps.length == 1 ? null : steps[1], body);
    }
    if (!steps[2].equals("o")) {
      throw GcsFailure.notFound();
    }
    if (steps.length == 3) {
      return objects.list(request, steps[1], largestPage);
    }
    if (steps.length == 4) {
      return objects.one(request, steps[1], steps[3], body);
    }
    if (steps.length == 5 && steps[4].equals("compose")) {
      return objects.compose(request, steps[1], steps[3], body);
    }
    if (steps.length == 9 && steps[4].equals("rewriteTo")) {
      return objects.rewrite(request, steps[1], steps[3], steps[6], steps[8], body);
    }
    throw GcsFailure.notFound();
  }

  private GcsAnswer buckets(
      GcsRequest request, @org.jspecify.annotations.Nullable String name, byte[] body)
      throws GcsFailure {
    String call = request.method() + (name == null ? " all" : " one");
    return switch (call) {
      case "POST all" -> GcsAnswer.json(buckets.create(JsonView.of(Json.read(body)).object()));
      case "GET all" -> {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("kind", "storage#buckets");
        all.put("items", List.copyOf(buckets.all()));
        yield GcsAnswer.json(all);
      }
      case "GET one" -> GcsAnswer.json(buckets.get(String.valueOf(name)));
      case "PATCH one", "PUT one" ->
          GcsAnswer.json(
              buckets.patch(String.valueOf(name), JsonView.of(Json.read(body)).object()));
      case "DELETE one" -> {
        buckets.delete(String.valueOf(name));
        yield GcsAnswer.empty(204);
      }
      default -> throw GcsFailure.notFound();
    };
  }

  private GcsAnswer xml(GcsRequest request, String path) throws GcsFailure {
    int slash = path.indexOf('/', 1);
    if (request.changes() || slash < 0 || slash + 1 == path.length()) {
      throw GcsFailure.notFound();
    }
    return objects.content(
        request,
        buckets.read(
            Encoding.path(path.substring(1, slash)),
            Encoding.path(path.substring(slash + 1)),
            request.number("generation")));
  }
}
