// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The three ways of writing an object: content alone ({@code media}), resource and content in one
 * body ({@code multipart}), and content in pieces ({@code resumable}). Thread-safe.
 */
final class Uploads {
  /** An upload in pieces. Only touched under its own lock. */
  private static final class Session {
    private final String bucket;
    private final String name;
    private final Map<String, @Nullable Object> told;
    private final Preconditions preconditions;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable GcsObject done;

    Session(
        String bucket,
        String name,
        Map<String, @Nullable Object> told,
        Preconditions preconditions) {
      this.bucket = bucket;
      this.name = name;
      this.told = told;
      this.preconditions = preconditions;
    }
  }

  private final Buckets buckets;
  private final String url;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  Uploads(Buckets buckets, String url) {
    this.buckets = buckets;
    this.url = url;
  }

  /** Answers {@code /upload/storage/v1/b/BUCKET/o}. */
  GcsAnswer answer(GcsRequest request, String bucket, byte[] body) throws GcsFailure {
    String id = request.parameter("upload_id");
    if (id != null) {
      return go(request, id, body);
    }
    if (!request.method().equals("POST")) {
      throw GcsFailure.notFound();
    }
    return switch (String.valueOf(request.parameter("uploadType"))) {
      case "media" -> media(request, bucket, body);
      case "multipart" -> multipart(request, bucket, body);
      case "resumable" -> begin(request, bucket, body);
      default -> throw GcsFailure.invalid("Unknown uploadType " + request.parameter("uploadType"));
    };
  }

  private GcsAnswer media(GcsRequest request, String bucket, byte[] body) throws GcsFailure {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("contentType", request.header("Content-Type"));
    return insert(bucket, name(request, told), body, told, Preconditions.of(request));
  }

  private GcsAnswer multipart(GcsRequest request, String bucket, byte[] body) throws GcsFailure {
    MultipartBody parts = MultipartBody.parse(request.header("Content-Type"), body);
    Map<String, @Nullable Object> told = resource(parts.resource());
    if (parts.contentType() != null) {
      told.putIfAbsent("contentType", parts.contentType());
    }
    return insert(bucket, name(request, told), parts.content(), told, Preconditions.of(request));
  }

  private GcsAnswer begin(GcsRequest request, String bucket, byte[] body) throws GcsFailure {
    buckets.get(bucket);
    Map<String, @Nullable Object> told = body.length == 0 ? new LinkedHashMap<>() : resource(body);
    String type = request.header("X-Upload-Content-Type");
    if (type != null) {
      told.putIfAbsent("contentType", type);
    }
    String name = name(request, told);
    String id = "upload-" + ids.incrementAndGet();
    // As with the real one, preconditions are judged when the last piece is in.
    sessions.put(id, new Session(bucket, name, told, Preconditions.of(request)));
    return GcsAnswer.empty(200)
        .with("X-GUploader-UploadID", id)
        .with(
            "Location",
            url
                + "/upload/storage/v1/b/"
                + bucket
                + "/o?uploadType=resumable&name="
                + Encoding.percent(name)
                + "&upload_id="
                + id);
  }

  private GcsAnswer go(GcsRequest request, String id, byte[] body) throws GcsFailure {
    Session session = sessions.get(id);
    if (session == null) {
      throw GcsFailure.notFound();
    }
    if (request.method().equals("DELETE")) {
      sessions.remove(id);
      return GcsAnswer.empty(499);
    }
    synchronized (session) {
      if (session.done != null) {
        return GcsAnswer.json(session.done.json(url));
      }
      ContentRange range = ContentRange.parse(request.header("Content-Range"), body.length);
      long have = session.bytes.size();
      if (range.first() != null) {
        if (range.first() > have) {
          throw GcsFailure.invalid(
              "Invalid request. The content starts at "
                  + range.first()
                  + " but "
                  + have
                  + " bytes are here.");
        }
        int known = (int) Math.min(have - range.first(), body.length);
        session.bytes.write(body, known, body.length - known);
      }
      if (range.total() == null || session.bytes.size() < range.total()) {
        GcsAnswer more = GcsAnswer.empty(308).with("X-GUploader-UploadID", id);
        return session.bytes.size() == 0
            ? more
            : more.with("Range", "bytes=0-" + (session.bytes.size() - 1));
      }
      Hashes.checkHeader(session.bytes.toByteArray(), request.header("X-Goog-Hash"));
      session.done =
          buckets.insert(
              session.bucket,
              session.name,
              session.bytes.toByteArray(),
              session.told,
              session.preconditions);
      session.bytes.reset();
      return GcsAnswer.json(session.done.json(url));
    }
  }

  private GcsAnswer insert(
      String bucket,
      String name,
      byte[] bytes,
      Map<String, @Nullable Object> told,
      Preconditions preconditions)
      throws GcsFailure {
    return GcsAnswer.json(buckets.insert(bucket, name, bytes, told, preconditions).json(url));
  }

  private static Map<String, @Nullable Object> resource(byte[] json) {
    return JsonView.of(Json.read(json)).object();
  }

  private static String name(GcsRequest request, Map<String, @Nullable Object> told)
      throws GcsFailure {
    Object name = request.parameter("name");
    if (name == null) {
      name = told.get("name");
    }
    if (name instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw GcsFailure.invalid("Required parameter: name");
  }
}
