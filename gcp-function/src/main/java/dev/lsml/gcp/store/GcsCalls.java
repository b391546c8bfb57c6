// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import com.google.api.gax.paging.Page;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.ServiceOptions;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.WriteResult;
import dev.lsml.gcp.http.Backoff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link GcsObjectStore} does through Google's client. Thread-safe. */
final class GcsCalls {
  private interface Call<T extends @Nullable Object> {
    T run() throws IOException;
  }

  private final GcsLocation location;
  private final Backoff backoff;
  private final Storage storage;

  private GcsCalls(GcsLocation location, Backoff backoff, Storage storage) {
    this.location = location;
    this.backoff = backoff;
    this.storage = storage;
  }

  static GcsCalls open(String operation, GcsLocation location, Backoff backoff)
      throws StoreException {
    Credentials credentials;
    try {
      credentials =
          location.emulated()
              ? NoCredentials.getInstance()
              : GoogleCredentials.getApplicationDefault();
    } catch (IOException e) {
      throw new StoreException(operation, "no credentials: " + e.getMessage(), false, e);
    }
    Storage storage =
        StorageOptions.http()
            .setHost(location.server())
            .setCredentials(credentials)
            // Only needed to make buckets; looking for it would ask the metadata server.
            .setProjectId("unused")
            .setRetrySettings(ServiceOptions.getNoRetrySettings())
            .build()
            .getService();
    return new GcsCalls(location, backoff, storage);
  }

  WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException {
    BlobTargetOption when =
        condition instanceof Condition.Matches matches
            ? BlobTargetOption.generationMatch(generation(matches.revision()))
            : BlobTargetOption.doesNotExist();
    return write(
        "write " + key,
        () -> storage.create(info(key), bytes, when, BlobTargetOption.disableGzipContent()));
  }

  WriteResult upload(ObjectKey key, Path file, Condition condition) throws StoreException {
    BlobWriteOption when =
        condition instanceof Condition.Matches matches
            ? BlobWriteOption.generationMatch(generation(matches.revision()))
            : BlobWriteOption.doesNotExist();
    return write(
        "upload " + key,
        () -> storage.createFrom(info(key), file, when, BlobWriteOption.disableGzipContent()));
  }

  boolean delete(ObjectKey key, Revision revision) throws StoreException {
    BlobId id = BlobId.of(location.bucket(), location.prefix() + key);
    return retried(
        "delete " + key,
        () -> {
          try {
            storage.delete(id, BlobSourceOption.generationMatch(generation(revision)));
            return true;
          } catch (StorageException e) {
            if (e.getCode() != 412) {
              throw e;
            }
            return storage.get(id, BlobGetOption.fields(BlobField.GENERATION)) == null;
          }
        });
  }

  List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit)
      throws StoreException {
    List<BlobListOption> options = new ArrayList<>();
    options.add(BlobListOption.prefix(location.prefix() + prefix));
    options.add(
        BlobListOption.fields(
            BlobField.NAME, BlobField.SIZE, BlobField.GENERATION, BlobField.TIME_CREATED));
    // One more, since a listing starts at an offset and not after it.
    options.add(BlobListOption.pageSize(Math.min(limit + 1, 1000)));
    if (after != null) {
      options.add(BlobListOption.startOffset(location.prefix() + after));
    }
    return retried(
        "list " + location + prefix,
        () -> {
          List<ObjectEntry> entries = new ArrayList<>();
          Page<Blob> page = storage.list(location.bucket(), options.toArray(new BlobListOption[0]));
          while (true) {
            for (Blob blob : page.getValues()) {
              ObjectKey key = key(blob);
              if (key != null && !key.equals(after) && entries.size() < limit) {
                entries.add(entry(key, blob));
              }
            }
            if (entries.size() == limit || !page.hasNextPage()) {
              return entries;
            }
            page = page.getNextPage();
          }
        });
  }

  void close() {
    try {
      storage.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot close the client of " + location, e);
    }
  }

  private WriteResult write(String operation, Call<Blob> call) throws StoreException {
    for (int failures = 1; ; failures++) {
      try {
        return new WriteResult.Written(revision(call.run()));
      } catch (StorageException e) {
        if (e.getCode() == 412) {
          return new WriteResult.Conflict();
        }
        if (!GcsFailures.wroteNothing(e)) {
          return new WriteResult.Unknown(String.valueOf(e.getMessage()));
        }
        if (e.getCode() != 429 || !backoff.again(failures)) {
          throw GcsFailures.of(operation, location, e);
        }
      } catch (IOException e) {
        return new WriteResult.Unknown(e.toString());
      }
    }
  }

  private <T extends @Nullable Object> T retried(String operation, Call<T> call)
      throws StoreException {
    for (int failures = 1; ; failures++) {
      try {
        return call.run();
      } catch (StorageException | IOException e) {
        if (!GcsFailures.mayPass(e) || !backoff.again(failures)) {
          throw GcsFailures.of(operation, location, e);
        }
      }
    }
  }

  private BlobInfo info(ObjectKey key) {
    return BlobInfo.newBuilder(location.bucket(), location.prefix() + key)
        .setContentType("application/octet-stream")
        .build();
  }

  /** {@code null} for what is no key of ours, such as the folders that Google's console makes. */
  private @Nullable ObjectKey key(Blob blob) {
    try {
      return new ObjectKey(blob.getName().substring(location.prefix().length()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static ObjectEntry entry(ObjectKey key, Blob blob) {
    Long size = blob.getSize(); // Google's own test bench leaves a zero out.
    return new ObjectEntry(
        key,
        size == null ? 0 : size,
        revision(blob),
        blob.getCreateTimeOffsetDateTime().toInstant());
  }

  private static Revision revision(Blob blob) {
    return new Revision(Long.toString(blob.getGeneration()));
  }

  private static long generation(Revision revision) {
    return Long.parseLong(revision.value());
  }
}
