// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state behind the API: buckets and all versions of their objects. Every method is one step
 * under one lock, so a precondition and the write that depends on it are never parted. Thread-safe.
 */
final class Buckets {
  private static final int MAX_NAME_BYTES = 1024;

  /** As Cloud Storage lists names. */
  static final Comparator<String> BY_UTF8 =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  /** A bucket: its resource, and versions by name, the oldest first. */
  private record Bucket(
      Map<String, @Nullable Object> resource, TreeMap<String, List<GcsObject>> objects) {
    boolean versioned() {
      return resource.get("versioning") instanceof Map<?, ?> versioning
          && Boolean.TRUE.equals(versioning.get("enabled"));
    }
  }

  private final Map<String, Bucket> buckets = new HashMap<>();
  private final Clock clock;
  private long lastGeneration;

  Buckets(Clock clock) {
    this.clock = clock;
  }

  synchronized Map<String, @Nullable Object> create(Map<String, @Nullable Object> told)
      throws GcsFailure {
    if (!(told.get("name") instanceof String name) || name.isEmpty()) {
      throw GcsFailure.invalid("Required parameter: name");
    }
    if (buckets.containsKey(name)) {
      throw GcsFailure.bucketExists();
    }
    Map<String, @Nullable Object> resource = new LinkedHashMap<>();
    resource.put("kind", "storage#bucket");
    resource.put("id", name);
    resource.put("location", "US");
    resource.put("storageClass", "STANDARD");
    resource.put("timeCreated", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    resource.putAll(told);
    resource.put("metageneration", "1");
    buckets.put(name, new Bucket(resource, new TreeMap<>(BY_UTF8)));
    return new LinkedHashMap<>(resource);
  }

  synchronized Map<String, @Nullable Object> get(String name) throws GcsFailure {
    return new LinkedHashMap<>(bucket(name).resource);
  }

  synchronized List<Map<String, @Nullable Object>> all() {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    buckets.values().forEach(bucket -> all.add(new LinkedHashMap<>(bucket.resource)));
    return all;
  }

  synchronized Map<String, @Nullable Object> patch(String name, Map<String, @Nullable Object> patch)
      throws GcsFailure {
    Map<String, @Nullable Object> resource = bucket(name).resource;
    long metageneration = Long.parseLong(String.valueOf(resource.get("metageneration")));
    resource.putAll(patch);
    resource.values().removeIf(value -> value == null);
    resource.put("metageneration", Long.toString(metageneration + 1));
    return new LinkedHashMap<>(resource);
  }

  synchronized void delete(String name) throws GcsFailure {
    if (!bucket(name).objects.isEmpty()) {
      throw GcsFailure.bucketNotEmpty();
    }
    buckets.remove(name);
  }

  /** Writes an object if the preconditions hold. */
  synchronized GcsObject insert(
      String bucket,
      String name,
      byte[] bytes,
      Map<String, @Nullable Object> told,
      Preconditions preconditions)
      throws GcsFailure {
    checkName(name);
    Bucket in = bucket(bucket);
    GcsObject before = live(in, name);
    preconditions.check(before);
    Hashes.check(bytes, told);
    Instant now = clock.instant();
    retire(in, name, now);
    // Microseconds, as the real generations are; they rise over all buckets and never return.
    lastGeneration = Math.max(lastGeneration + 1, ChronoUnit.MICROS.between(Instant.EPOCH, now));
    GcsObject object = new GcsObject(bucket, name, bytes, told, lastGeneration, 1, now, now, null);
    in.objects.computeIfAbsent(name, n -> new ArrayList<>()).add(object);
    return object;
  }

  /**
   * The version of an object that a read means.
   *
   * @param generation {@code null} for the live one
   */
  synchronized GcsObject read(String bucket, String name, @Nullable Long generation)
      throws GcsFailure {
    for (GcsObject version : bucket(bucket).objects.getOrDefault(name, List.of())) {
      if (generation == null ? version.archivedAt() == null : generation == version.generation()) {
        return version;
      }
    }
    throw GcsFailure.noObject(bucket, name);
  }

  synchronized GcsObject patch(
      String bucket, String name, Map<String, @Nullable Object> patch, Preconditions preconditions)
      throws GcsFailure {
    GcsObject before = read(bucket, name, null);
    preconditions.check(before);
    GcsObject after = before.patched(patch, clock.instant());
    bucket(bucket)
        .objects
        .getOrDefault(name, List.of())
        .replaceAll(v -> v.generation() == after.generation() ? after : v);
    return after;
  }

  /** Deletes the live version, or for good the one of a generation. */
  synchronized void delete(
      String bucket, String name, @Nullable Long generation, Preconditions preconditions)
      throws GcsFailure {
    GcsObject object = read(bucket, name, generation);
    preconditions.check(object);
    Bucket in = bucket(bucket);
    if (generation == null) {
      retire(in, name, clock.instant());
    } else {
      in.objects.getOrDefault(name, new ArrayList<>()).remove(object);
      dropIfEmpty(in, name);
    }
  }

  /** All versions, by name and then the oldest first. */
  synchronized List<GcsObject> versions(String bucket) throws GcsFailure {
    return bucket(bucket).objects.values().stream().flatMap(Collection::stream).toList();
  }

  private void retire(Bucket in, String name, Instant now) {
    List<GcsObject> versions = in.objects.get(name);
    if (versions != null) {
      if (in.versioned()) {
        versions.replaceAll(v -> v.archivedAt() == null ? v.archived(now) : v);
      } else {
        versions.removeIf(v -> v.archivedAt() == null);
      }
      dropIfEmpty(in, name);
    }
  }

  private static void dropIfEmpty(Bucket in, String name) {
    if (in.objects.getOrDefault(name, List.of()).isEmpty()) {
      in.objects.remove(name);
    }
  }

  private static @Nullable GcsObject live(Bucket in, String name) {
    for (GcsObject version : in.objects.getOrDefault(name, List.of())) {
      if (version.archivedAt() == null) {
        return version;
      }
    }
    return null;
  }

  private Bucket bucket(String name) throws GcsFailure {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw GcsFailure.noBucket();
    }
    return bucket;
  }

  /** The documented rules for names. */
  private static void checkName(String name) throws GcsFailure {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > MAX_NAME_BYTES) {
      throw GcsFailure.invalid(
          "The maximum object length is 1024 characters, but got a name with "
              + length
              + " characters.");
    }
    if (name.equals(".")
        || name.equals("..")
        || name.indexOf('\n') >= 0
        || name.indexOf('\r') >= 0
        || name.startsWith(".well-known/acme-challenge/")) {
      throw GcsFailure.invalid(
          "Disallowed unicode characters present in object name '" + name + "'");
    }
  }
}
