// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of one object. Immutable, if nobody changes the bytes.
 *
 * @param told what the writer said about it, such as {@code contentType} and {@code metadata}
 * @param archivedAt {@code null} for the live version
 */
record GcsObject(
    String bucket,
    String name,
    byte[] bytes,
    Map<String, @Nullable Object> told,
    long generation,
    long metageneration,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant archivedAt) {

  GcsObject patched(Map<String, @Nullable Object> patch, Instant now) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(told);
    all.putAll(patch);
    all.values().removeIf(value -> value == null);
    return new GcsObject(
        bucket, name, bytes, all, generation, metageneration + 1, createdAt, now, archivedAt);
  }

  GcsObject archived(Instant now) {
    return new GcsObject(
        bucket, name, bytes, told, generation, metageneration, createdAt, updatedAt, now);
  }

  String contentType() {
    return told.get("contentType") instanceof String type ? type : "application/octet-stream";
  }

  /** The object resource of the JSON API. */
  Map<String, Object> json(String url) {
    Map<String, Object> json = new LinkedHashMap<>();
    told.forEach(
        (name, value) -> {
          if (value != null) {
            json.put(name, value);
          }
        });
    String self = url + "/storage/v1/b/" + bucket + "/o/" + Encoding.percent(name);
    json.put("kind", "storage#object");
    json.put("id", bucket + "/" + name + "/" + generation);
    json.put("selfLink", self);
    json.put(
        "mediaLink",
        url
            + "/download"
            + self.substring(url.length())
            + "?generation="
            + generation
            + "&alt=media");
    json.put("name", name);
    json.put("bucket", bucket);
    json.put("generation", Long.toString(generation));
    json.put("metageneration", Long.toString(metageneration));
    json.put("contentType", contentType());
    json.put("storageClass", "STANDARD");
    json.put("size", Long.toString(bytes.length));
    json.put("md5Hash", Hashes.md5(bytes));
    json.put("crc32c", Hashes.crc32c(bytes));
    json.put("etag", "\"" + generation + "/" + metageneration + "\"");
    json.put("timeCreated", time(createdAt));
    json.put("updated", time(updatedAt));
    if (archivedAt != null) {
      json.put("timeDeleted", time(archivedAt));
    }
    return json;
  }

  /** The headers that come with the content. */
  GcsAnswer describe(GcsAnswer answer) {
    return answer
        .with("ETag", "\"" + generation + "/" + metageneration + "\"")
        .with("X-Goog-Generation", Long.toString(generation))
        .with("X-Goog-Metageneration", Long.toString(metageneration))
        .with("X-Goog-Hash", "crc32c=" + Hashes.crc32c(bytes) + ",md5=" + Hashes.md5(bytes))
        .with("X-Goog-Stored-Content-Encoding", "identity")
        .with("X-Goog-Stored-Content-Length", Integer.toString(bytes.length));
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
