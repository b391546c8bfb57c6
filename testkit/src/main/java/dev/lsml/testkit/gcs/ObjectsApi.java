// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods on objects, uploads excepted. Thread-safe. */
final class ObjectsApi {
  private final Buckets buckets;
  private final String url;

  ObjectsApi(Buckets buckets, String url) {
    this.buckets = buckets;
    this.url = url;
  }

  /** Lists ({@code /b/BUCKET/o}). */
  GcsAnswer list(GcsRequest request, String bucket, int largestPage) throws GcsFailure {
    return answer(request, Listing.page(request, buckets.versions(bucket), largestPage, url));
  }

  /** Reads, changes or deletes one ({@code /b/BUCKET/o/OBJECT}). */
  GcsAnswer one(GcsRequest request, String bucket, String name, byte[] body) throws GcsFailure {
    switch (request.method()) {
      case "GET", "HEAD" -> {
        GcsObject object = buckets.read(bucket, name, request.number("generation"));
        Preconditions.of(request).checkRead(object);
        return "media".equals(request.parameter("alt"))
            ? content(request, object)
            : answer(request, object.json(url));
      }
      case "DELETE" -> {
        buckets.delete(bucket, name, request.number("generation"), Preconditions.of(request));
        return GcsAnswer.empty(204);
      }
      case "PATCH", "PUT" -> {
        Map<String, @Nullable Object> patch = JsonView.of(Json.read(body)).object();
        return answer(
            request, buckets.patch(bucket, name, patch, Preconditions.of(request)).json(url));
      }
      default -> throw GcsFailure.notFound();
    }
  }

  /** The content, or the part of it that a {@code Range} header wants. */
  GcsAnswer content(GcsRequest request, GcsObject object) throws GcsFailure {
    byte[] bytes = object.bytes();
    String range = request.header("Range");
    if (range == null || !range.startsWith("bytes=")) {
      return object.describe(GcsAnswer.of(200, object.contentType(), bytes));
    }
    String[] ends = range.substring("bytes=".length()).split("-", 2);
    int first =
        ends[0].isEmpty()
            ? Math.max(0, bytes.length - Integer.parseInt(ends[1]))
            : Integer.parseInt(ends[0]);
    int last =
        ends[0].isEmpty() || ends[1].isEmpty()
            ? bytes.length - 1
            : (int) Math.min(bytes.length - 1, Long.parseLong(ends[1]));
    if (first >= bytes.length) {
      throw GcsFailure.rangeNotSatisfiable();
    }
    byte[] part = java.util.Arrays.copyOfRange(bytes, first, last + 1);
    return object
        .describe(GcsAnswer.of(206, object.contentType(), part))
        .with("Content-Range", "bytes " + first + "-" + last + "/" + bytes.length);
  }

  /** Copies ({@code …/rewriteTo/b/BUCKET/o/OBJECT}), always in one step. */
  GcsAnswer rewrite(
      GcsRequest request, String bucket, String name, String toBucket, String toName, byte[] body)
      throws GcsFailure {
    GcsObject source = buckets.read(bucket, name, request.number("sourceGeneration"));
    Preconditions.ofSource(request).checkRead(source);
    Map<String, @Nullable Object> told = new LinkedHashMap<>(source.told());
    if (body.length > 0) {
      told.putAll(JsonView.of(Json.read(body)).object());
    }
    told.remove("name");
    GcsObject copy =
        buckets.insert(toBucket, toName, source.bytes(), told, Preconditions.of(request));
    Map<String, Object> rewritten = new LinkedHashMap<>();
    rewritten.put("kind", "storage#rewriteResponse");
    rewritten.put("totalBytesRewritten", Integer.toString(copy.bytes().length));
    rewritten.put("objectSize", Integer.toString(copy.bytes().length));
    rewritten.put("done", true);
    rewritten.put("resource", copy.json(url));
    return answer(request, rewritten);
  }

  /** Joins ({@code …/OBJECT/compose}). */
  GcsAnswer compose(GcsRequest request, String bucket, String name, byte[] body) throws GcsFailure {
    JsonView wanted = JsonView.of(Json.read(body));
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (JsonView source : wanted.get("sourceObjects").items()) {
      String generation = source.get("generation").stringOrNull();
      GcsObject part =
          buckets.read(
              bucket,
              source.get("name").string(),
              generation == null ? null : Long.valueOf(generation));
      joined.writeBytes(part.bytes());
    }
    Map<String, @Nullable Object> told = wanted.get("destination").objectOrNull();
    return answer(
        request,
        buckets
            .insert(
                bucket,
                name,
                joined.toByteArray(),
                told == null ? new LinkedHashMap<>() : told,
                Preconditions.of(request))
            .json(url));
  }

  private static GcsAnswer answer(GcsRequest request, Map<String, Object> json) {
    return GcsAnswer.json(Fields.choose(request.parameter("fields"), json));
  }
}
